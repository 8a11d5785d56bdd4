using System.Runtime.InteropServices;

namespace Clientele.Validation.Baselines;

/// <summary>The functions of LightGBM's C interface that are used (https://lightgbm.readthedocs.io/en/latest/C-API.html). All return 0 when they succeeded.</summary>
internal static partial class LightGbm
{
    /// <summary>C_API_DTYPE_FLOAT32.</summary>
    public const int Float32 = 0;

    /// <summary>C_API_DTYPE_FLOAT64.</summary>
    public const int Float64 = 1;

    private const string Library = "lib_lightgbm";

    [LibraryImport(Library, EntryPoint = "LGBM_GetLastError")]
    private static partial nint GetLastError();

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetCreateFromMat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetCreateFromMat(double[] data, int type, int rows, int columns, int rowMajor, string parameters, nint reference, out nint dataset);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetSetField", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetSetField(nint dataset, string field, float[] data, int count, int type);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetFree")]
    public static partial int DatasetFree(nint dataset);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterCreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterCreate(nint dataset, string parameters, out nint booster);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterAddValidData")]
    public static partial int BoosterAddValidData(nint booster, nint dataset);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterUpdateOneIter")]
    public static partial int BoosterUpdateOneIter(nint booster, out int finished);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterGetEval")]
    public static partial int BoosterGetEval(nint booster, int dataset, out int count, double[] results);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterPredictForMat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterPredictForMat(
        nint booster, double[] data, int type, int rows, int columns, int rowMajor, int predict, int start, int iterations, string parameters, out long count, double[] results);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterFree")]
    public static partial int BoosterFree(nint booster);

    /// <summary>Turns a failure code into an exception with the library's own words.</summary>
    public static void Check(int code)
    {
        if (code != 0)
            throw new InvalidOperationException($"LightGBM: {Marshal.PtrToStringUTF8(GetLastError())}");
    }

    /// <summary>Runs <paramref name="work"/>; where the native library cannot be loaded, says what to do.</summary>
    /// <exception cref="ClienteleException">The library or what it needs is not on this machine.</exception>
    public static T Loaded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception missing) when (missing is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new ClienteleException(
                $"The gradient-boosting baseline needs LightGBM's native library, and it cannot be loaded on {RuntimeInformation.RuntimeIdentifier}.",
                hint: RuntimeInformation.ProcessArchitecture != Architecture.X64
                    ? "Try the x64 build of .NET, or put a lib_lightgbm 4 built for this processor (brew install lightgbm; pip install lightgbm) beside the program."
                    : OperatingSystem.IsLinux() ? "Try `apt-get install libgomp1` (Debian, Ubuntu) or the libgomp package of your distribution."
                    : OperatingSystem.IsMacOS() ? "Try `brew install libomp`." : "Try installing the Visual C++ Redistributable 2015–2022 (x64).",
                inner: missing);
        }
    }
}
