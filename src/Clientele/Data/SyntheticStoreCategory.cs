namespace Clientele.Data;

/// <summary>One product category of a synthetic store.</summary>
/// <param name="Portuguese">Name in the products file.</param>
/// <param name="English">Name in the translation file; null when it has none there.</param>
/// <param name="Products">Weight among the products.</param>
/// <param name="Items">Weight among the items sold.</param>
/// <param name="Price">Geometric mean of the price of an item, R$.</param>
/// <param name="PriceSpread">Standard deviation of the log price.</param>
/// <param name="Weight">Geometric mean of the weight, g.</param>
/// <param name="WeightSpread">Standard deviation of the log weight.</param>
/// <param name="Bulk">Planted: added to the log-odds of a second item.</param>
/// <param name="Plan">Planted: added to the utility of every plan of more than one instalment.</param>
internal sealed record SyntheticStoreCategory(
    string Portuguese, string? English, double Products, double Items, double Price, double PriceSpread, double Weight, double WeightSpread,
    double Bulk, double Plan)
{
    /// <summary>The categories of every synthetic store: sizes, prices and weights as a department store has them, names our own.</summary>
    public static IReadOnlyList<SyntheticStoreCategory> All { get; } =
    [
        new("cama_mesa_banho", "bed_bath_table", 3030, 97.7, 75, 0.70, 1270, 1.0, 0.4, 0.3),
        new("beleza_saude", "health_beauty", 2440, 86.7, 80, 1.00, 490, 1.1, -0.3, 0.1),
        new("esporte_lazer", "sports_leisure", 2870, 78.3, 80, 0.85, 800, 1.2, -0.1, -0.2),
        new("moveis_decoracao", "furniture_decor", 2660, 76.0, 65, 0.75, 1380, 1.1, 0.9, 0.0),
        new("informatica_acessorios", "computers_accessories", 1640, 70.9, 75, 0.85, 400, 1.1, 0.2, -0.2),
        new("utilidades_domesticas", "housewares", 2340, 63.6, 60, 0.90, 1440, 1.3, 0.3, 0.1),
        new("relogios_presentes", "watches_gifts", 1330, 53.0, 130, 0.90, 390, 0.7, -0.8, 0.2),
        new("telefonia", "telephony", 1130, 41.2, 40, 0.90, 210, 0.6, -0.4, 0.0),
        new("automotivo", "auto", 1900, 39.6, 80, 1.00, 860, 1.4, -0.4, -0.1),
        new("jardinagem", "gardening", 750, 38.9, 75, 0.75, 1730, 1.0, 0.6, 0.0),
        new("brinquedos", "toys", 1410, 36.6, 85, 0.80, 900, 1.2, -0.6, 0.0),
        new("novidades", "novelties", 790, 34.8, 120, 0.85, 1350, 1.2, -0.9, 0.1),
        new("perfumaria", "perfumery", 870, 29.1, 80, 0.95, 340, 0.8, -0.4, 0.1),
        new("infantil", "baby_kids", 920, 27.5, 80, 0.90, 1180, 1.4, -0.6, 0.0),
        new("eletronicos", "electronics", 520, 24.6, 30, 1.00, 280, 1.1, -0.4, -0.1),
        new("papelaria", "stationery", 850, 22.9, 70, 0.75, 1310, 1.4, -0.2, -0.1),
        new("bolsas_carteiras", "bags_wallets", 850, 17.8, 55, 0.75, 220, 0.9, -0.3, 0.0),
        new("animais_estimacao", "pets", 720, 16.8, 80, 0.80, 1080, 1.4, 0.0, -0.1),
        new("escritorio", "office", 310, 16.6, 140, 0.45, 10080, 0.6, 0.8, 0.1),
        new("jogos_console", "console_games", 320, 10.1, 75, 1.15, 280, 0.8, -0.7, 0.0),
        new("malas_viagem", "travel_bags", 350, 9.8, 105, 0.65, 2210, 1.4, -0.8, 0.2),
        new("materiais_construcao", "building_materials", 400, 7.8, 90, 1.05, 1350, 1.4, 0.3, 0.1),
        new("linha_branca", "white_goods", 370, 6.6, 55, 0.95, 540, 1.4, -1.9, -0.2),
        new("eletroportateis", "small_appliances", 230, 6.6, 130, 1.15, 1420, 1.3, -0.4, 0.1),
        new("instrumentos_musicais", "musical_instruments", 290, 6.5, 140, 1.15, 1350, 1.4, -0.4, 0.1),
        new("mercearia", "groceries", 82, 5.3, 45, 0.65, 450, 0.9, 0.0, -0.2),
        new("reformas", "home_improvement", 220, 5.0, 95, 0.85, 1350, 1.2, 0.7, 0.1),
        new("livros", "books", 220, 4.9, 55, 0.85, 600, 0.7, -0.2, 0.0),
        new("sala_estar", "living_room", 160, 4.6, 100, 0.75, 5990, 0.8, 0.2, 0.0),
        new("bebidas", "drinks", 81, 4.1, 45, 0.90, 590, 1.1, 0.6, -0.1),
        new("conforto_lar", "home_comfort", 110, 3.6, 100, 0.80, 2000, 0.9, 0.4, 0.2),
        new("som", "sound", 58, 3.3, 70, 1.15, 430, 1.0, -0.6, 0.0),
        new("diversos", "miscellaneous", 100, 3.2, 65, 0.80, 580, 1.0, 0.0, 0.1),
        new("iluminacao", "lighting", 78, 2.8, 100, 0.80, 1420, 1.4, 0.6, -0.1),
        new("cozinha_grande", "large_kitchen", 90, 2.5, 265, 1.15, 6660, 1.0, -1.0, 0.1),
        new("lanches", "snacks", 100, 2.5, 40, 0.70, 740, 0.8, 0.5, -0.1),
        new("telefone_fixo", "landline_phones", 94, 2.4, 115, 0.90, 4970, 1.4, 0.0, 0.1),
        new("area_servico", "laundry_area", 120, 2.4, 110, 1.15, 370, 1.0, 0.4, 0.0),
        new("livros_profissionais", "professional_books", 120, 2.4, 60, 0.75, 830, 0.7, -0.9, 0.0),
        new("ventilacao", "ventilation", 120, 2.4, 150, 0.90, 2270, 1.4, 0.2, 0.0),
        new("calcados", "shoes", 170, 2.3, 65, 0.65, 740, 0.7, 0.2, 0.0),
        new("industria", "industry", 68, 2.3, 115, 0.65, 3590, 1.1, -0.2, 0.0),
        new("poda_jardim", "pruning_tools", 88, 2.2, 65, 1.05, 1180, 1.2, 0.6, 0.0),
        new("quadros", "pictures", 55, 1.9, 85, 0.70, 1240, 0.7, -1.0, -0.1),
        new("cofres_alarmes", "safes_alarms", 91, 1.9, 120, 1.00, 480, 0.9, 0.4, 0.1),
        new("computadores", "computers", 30, 1.7, 895, 0.45, 6520, 0.8, 0.3, 0.1),
        new("agropecuaria", "farming", 74, 1.6, 160, 1.15, 1950, 1.4, -0.1, 0.0),
        new("moda_masculina", "menswear", 95, 1.4, 60, 0.65, 520, 0.5, 0.3, 0.0),
        new("sinalizacao", "signs", 93, 1.4, 55, 1.00, 840, 1.4, 0.4, -0.1),
        new("natal", "christmas", 65, 1.4, 30, 1.00, 630, 1.4, 0.2, -0.1),
        new("moda_praia", "beachwear", 53, 1.2, 60, 0.95, 240, 0.5, -0.6, 0.0),
        new("ferramentas_manuais", "hand_tools", 39, 1.1, 75, 1.00, 670, 1.0, -0.1, 0.0),
        new("quarto", "bedroom", 45, 0.8, 130, 0.90, 7720, 1.2, 1.1, 0.0),
        new("tablets", "tablets", 9, 0.7, 65, 0.75, 280, 0.4, -1.0, 0.1),
        new("livros_estrangeiros", "foreign_books", 31, 0.7, 70, 0.65, 590, 0.5, 0.7, 0.0),
        new("fornos_cafeteiras", "ovens_coffee_makers", 31, 0.7, 255, 1.15, 1810, 1.4, -1.0, 0.1),
        new("fotografia", "photography", 48, 0.6, 35, 1.10, 340, 0.9, -0.5, 0.0),
        new("filmes", "films", 28, 0.6, 40, 1.00, 390, 1.4, 0.4, 0.0),
        new("colchoes", "mattresses", 10, 0.5, 110, 0.55, 3540, 1.1, -0.7, 0.0),
        new("moda_esportiva", "sportswear", 12, 0.4, 35, 0.45, 520, 0.8, 0.3, 0.0),
        new("fraldas", "diapers", 19, 0.4, 50, 0.50, 220, 0.6, -0.1, 0.0),
        new("festas", "party", 26, 0.4, 55, 0.95, 450, 1.3, 0.1, 0.0),
        new("moda_feminina", "womenswear", 27, 0.4, 50, 0.55, 440, 0.4, 0.1, 0.0),
        new("discos", "records", 27, 0.4, 70, 1.15, 680, 1.4, -0.2, 0.0),
        new("aromas_velas", "scents_candles", 5, 0.3, 15, 0.65, 760, 0.4, 0.4, 0.0),
        new("flores", "flowers", 14, 0.2, 30, 0.55, 770, 1.2, -0.4, 0.0),
        new("artesanato", "handicraft", 10, 0.2, 70, 1.15, 1460, 1.1, -0.4, 0.0),
        new("panelas", "cookware", 19, 0.2, 70, 0.70, 1500, 0.7, -0.4, 0.0),
        new("musica_digital", "digital_music", 3, 0.1, 50, 0.45, 550, 0.4, 0.2, 0.0),
        new("gourmet", "gourmet", 10, 0.1, 170, 0.55, 3140, 0.9, 0.3, 0.0),
        new("moda_infantil", "childrenswear", 3, 0.1, 130, 0.45, 2840, 0.4, -0.2, 0.0),
        new("maquinas_jogos", null, 5, 0.1, 55, 0.45, 150, 0.6, 0.3, 0.0),
        new("servicos", null, 3, 0.1, 135, 0.45, 700, 0.8, -0.1, 0.0),
    ];
}
