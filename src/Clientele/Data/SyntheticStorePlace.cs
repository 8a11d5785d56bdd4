namespace Clientele.Data;

/// <summary>One Brazilian state: where customers and sellers of a synthetic store live.</summary>
/// <param name="State">Two letters.</param>
/// <param name="Customers">Weight among the customers.</param>
/// <param name="Sellers">Weight among the items sold; 0 = no seller.</param>
/// <param name="Latitude">Of the capital, degrees.</param>
/// <param name="Longitude">Of the capital, degrees.</param>
/// <param name="FirstZip">Lowest five-digit postal prefix.</param>
/// <param name="LastZip">Highest five-digit postal prefix.</param>
/// <param name="Cities">Some towns, the largest first.</param>
internal sealed record SyntheticStorePlace(
    string State, double Customers, double Sellers, double Latitude, double Longitude, int FirstZip, int LastZip, params string[] Cities)
{
    /// <summary>The 26 states and the federal district.</summary>
    public static IReadOnlyList<SyntheticStorePlace> All { get; } =
    [
        new("SP", 40295, 7180, -23.55, -46.63, 1001, 19990, "sao paulo", "campinas", "guarulhos", "sao bernardo do campo", "santos", "ribeirao preto"),
        new("RJ", 12377, 415, -22.91, -43.17, 20001, 28990, "rio de janeiro", "niteroi", "nova iguacu", "duque de caxias"),
        new("MG", 11255, 770, -19.92, -43.94, 30110, 39990, "belo horizonte", "uberlandia", "contagem", "juiz de fora"),
        new("RS", 5277, 180, -30.03, -51.23, 90010, 99980, "porto alegre", "caxias do sul", "pelotas", "canoas"),
        new("PR", 4882, 770, -25.43, -49.27, 80010, 87990, "curitiba", "londrina", "maringa", "ponta grossa"),
        new("SC", 3529, 355, -27.60, -48.55, 88010, 89990, "florianopolis", "joinville", "blumenau", "chapeco"),
        new("BA", 3276, 58, -12.97, -38.50, 40010, 48990, "salvador", "feira de santana", "vitoria da conquista"),
        new("DF", 2073, 85, -15.78, -47.93, 70040, 73400, "brasilia"),
        new("ES", 1963, 36, -20.32, -40.34, 29010, 29990, "vitoria", "vila velha", "serra"),
        new("GO", 1951, 49, -16.68, -49.25, 72800, 76730, "goiania", "anapolis", "rio verde"),
        new("PE", 1610, 36, -8.05, -34.88, 50010, 56980, "recife", "olinda", "caruaru"),
        new("CE", 1300, 8, -3.73, -38.52, 60010, 63960, "fortaleza", "caucaia", "sobral"),
        new("PA", 940, 1, -1.46, -48.50, 66010, 68820, "belem", "ananindeua", "santarem"),
        new("MT", 880, 10, -15.60, -56.10, 78005, 78890, "cuiaba", "varzea grande", "sinop"),
        new("MA", 725, 34, -2.53, -44.30, 65010, 65980, "sao luis", "imperatriz"),
        new("MS", 670, 5, -20.44, -54.65, 79002, 79995, "campo grande", "dourados"),
        new("PB", 515, 5, -7.12, -34.86, 58010, 58995, "joao pessoa", "campina grande"),
        new("PI", 475, 1, -5.09, -42.80, 64000, 64980, "teresina", "parnaiba"),
        new("RN", 475, 5, -5.79, -35.21, 59010, 59995, "natal", "mossoro"),
        new("AL", 400, 0, -9.67, -35.74, 57010, 57975, "maceio", "arapiraca"),
        new("SE", 340, 1, -10.91, -37.07, 49000, 49995, "aracaju", "itabaiana"),
        new("TO", 265, 0, -10.18, -48.33, 77001, 77995, "palmas", "araguaina"),
        new("RO", 250, 1, -8.76, -63.90, 76801, 76997, "porto velho", "ji-parana"),
        new("AM", 145, 1, -3.12, -60.02, 69005, 69290, "manaus", "itacoatiara"),
        new("AC", 80, 0, -9.97, -67.81, 69900, 69980, "rio branco"),
        new("AP", 60, 0, 0.03, -51.07, 68900, 68928, "macapa"),
        new("RR", 45, 0, 2.82, -60.67, 69301, 69380, "boa vista"),
    ];

    /// <summary>Great-circle distance between the capitals, km; 0 within a state.</summary>
    public double DistanceTo(SyntheticStorePlace other)
    {
        const double Radians = Math.PI / 180;
        var (a, b) = (Latitude * Radians, other.Latitude * Radians);
        var cosine = (Math.Sin(a) * Math.Sin(b)) + (Math.Cos(a) * Math.Cos(b) * Math.Cos((Longitude - other.Longitude) * Radians));
        return other == this ? 0 : 6371 * Math.Acos(Math.Clamp(cosine, -1, 1));
    }
}
