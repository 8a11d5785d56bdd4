using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Clientele.Clustering;

internal static partial class PairwiseSums
{
    /// <summary>All distances between two blocks. Sums run in float over at most <see cref="RunRows"/> rows or one group's columns, then go on in double.</summary>
    private readonly unsafe ref struct Tile(SilhouetteLayout layout, int[][] slotsOfCell, double[][] sums)
    {
        private const int Size = SilhouetteLayout.BlockSize;
        private const int RunRows = 256;

        public void Run(int rowBlock, int columnBlock)
        {
            var symmetric = rowBlock != columnBlock; // within a block every point is a row and a column already
            var columnBase = columnBlock * Size;
            var rowBase = rowBlock * Size;
            var rows = Math.Min(layout.Count, rowBase + Size) - rowBase;
            var constants = stackalloc float[Size];
            var rowSums = stackalloc double[Size];
            var columnSums = stackalloc float[Size];
            new Span<double>(rowSums, rows).Clear();
            var cell = -1;
            for (var g = layout.BlockGroups[columnBlock]; g < layout.BlockGroups[columnBlock + 1]; g++)
            {
                var group = layout.Groups[g];
                if (group.Cell != cell && cell >= 0)
                    FlushRows(rowSums, rowBase, rows, cell);
                cell = group.Cell;
                ConstantPart(group, rowBase, rows, constants);
                for (var start = 0; start < rows;)
                {
                    var rowCell = layout.Cells[rowBase + start];
                    var end = start + PointSet.Lanes;
                    while (end < rows && end - start < RunRows && layout.Cells[rowBase + end] == rowCell)
                        end += PointSet.Lanes;
                    new Span<float>(columnSums, group.End - group.Start).Clear();
                    Distances(group, rowBase, start, end, constants, rowSums, columnSums);
                    if (symmetric)
                        FlushColumns(columnSums, group, rowCell);
                    start = end;
                }
            }
            if (cell >= 0)
                FlushRows(rowSums, rowBase, rows, cell);
        }

        /// <summary>The part of each row's squared distances that the group's shared coordinates make.</summary>
        private void ConstantPart(SilhouetteGroup group, int rowBase, int rows, float* constants)
        {
            for (var i = 0; i < rows; i += Vector256<float>.Count)
            {
                var sum = Vector256<float>.Zero;
                for (var c = 0; c < group.Constant.Length; c++)
                {
                    var difference = Vector256.LoadUnsafe(ref layout.Columns[group.Constant[c]][rowBase], (nuint)i) - Vector256.Create(group.Values[c]);
                    sum = Vector256.FusedMultiplyAdd(difference, difference, sum);
                }
                sum.Store(constants + i);
            }
        }

        private void Distances(
            SilhouetteGroup group, int rowBase, int start, int end, float* constants, double* rowSums, float* columnSums)
        {
            var columns = (nuint)(group.End - group.Start);
            var columnWeights = Pointer(layout.Weights, group.Start);
            var rowWeights = Pointer(layout.Weights, rowBase);
            switch (group.Varying.Length)
            {
                case 1:
                    One(Pointer(layout.Columns[group.Varying[0]], rowBase), Pointer(layout.Columns[group.Varying[0]], group.Start),
                        columns, columnWeights, rowWeights, start, end, constants, rowSums, columnSums);
                    break;
                default:
                    var x = stackalloc float*[group.Varying.Length];
                    var y = stackalloc float*[group.Varying.Length];
                    for (var v = 0; v < group.Varying.Length; v++)
                    {
                        x[v] = Pointer(layout.Columns[group.Varying[v]], rowBase);
                        y[v] = Pointer(layout.Columns[group.Varying[v]], group.Start);
                    }
                    Any(x, y, group.Varying.Length, columns, columnWeights, rowWeights, start, end, constants, rowSums, columnSums);
                    break;
            }
        }

        private static void One(
            float* x, float* y, nuint columns, float* columnWeights, float* rowWeights, int start, int end, float* constants, double* rowSums,
            float* columnSums)
        {
            for (var i = start; i < end; i += 4)
            {
                Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
                var x0 = Vector256.Create(x[i]);
                var x1 = Vector256.Create(x[i + 1]);
                var x2 = Vector256.Create(x[i + 2]);
                var x3 = Vector256.Create(x[i + 3]);
                var c0 = Vector256.Create(constants[i]);
                var c1 = Vector256.Create(constants[i + 1]);
                var c2 = Vector256.Create(constants[i + 2]);
                var c3 = Vector256.Create(constants[i + 3]);
                var w0 = Vector256.Create(rowWeights[i]);
                var w1 = Vector256.Create(rowWeights[i + 1]);
                var w2 = Vector256.Create(rowWeights[i + 2]);
                var w3 = Vector256.Create(rowWeights[i + 3]);
                for (nuint j = 0; j < columns; j += 8)
                {
                    var at = Vector256.Load(y + j);
                    var d0 = at - x0;
                    var d1 = at - x1;
                    var d2 = at - x2;
                    var d3 = at - x3;
                    d0 = Vector256.Sqrt(Vector256.FusedMultiplyAdd(d0, d0, c0));
                    d1 = Vector256.Sqrt(Vector256.FusedMultiplyAdd(d1, d1, c1));
                    d2 = Vector256.Sqrt(Vector256.FusedMultiplyAdd(d2, d2, c2));
                    d3 = Vector256.Sqrt(Vector256.FusedMultiplyAdd(d3, d3, c3));
                    var weight = Vector256.Load(columnWeights + j);
                    sum0 = Vector256.FusedMultiplyAdd(d0, weight, sum0);
                    sum1 = Vector256.FusedMultiplyAdd(d1, weight, sum1);
                    sum2 = Vector256.FusedMultiplyAdd(d2, weight, sum2);
                    sum3 = Vector256.FusedMultiplyAdd(d3, weight, sum3);
                    var column = Vector256.FusedMultiplyAdd(d0, w0, Vector256.Load(columnSums + j));
                    var other = Vector256.FusedMultiplyAdd(d3, w3, d2 * w2);
                    (Vector256.FusedMultiplyAdd(d1, w1, column) + other).Store(columnSums + j);
                }
                AddRows(rowSums + i, sum0, sum1, sum2, sum3);
            }
        }

        private static void Any(
            float** x, float** y, int dimensions, nuint columns, float* columnWeights, float* rowWeights, int start, int end, float* constants,
            double* rowSums, float* columnSums)
        {
            for (var i = start; i < end; i += 4)
            {
                Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
                for (nuint j = 0; j < columns; j += 8)
                {
                    var d0 = Vector256.Create(constants[i]);
                    var d1 = Vector256.Create(constants[i + 1]);
                    var d2 = Vector256.Create(constants[i + 2]);
                    var d3 = Vector256.Create(constants[i + 3]);
                    for (var v = 0; v < dimensions; v++)
                    {
                        var at = Vector256.Load(y[v] + j);
                        var row = x[v] + i;
                        var e0 = at - Vector256.Create(row[0]);
                        var e1 = at - Vector256.Create(row[1]);
                        var e2 = at - Vector256.Create(row[2]);
                        var e3 = at - Vector256.Create(row[3]);
                        d0 = Vector256.FusedMultiplyAdd(e0, e0, d0);
                        d1 = Vector256.FusedMultiplyAdd(e1, e1, d1);
                        d2 = Vector256.FusedMultiplyAdd(e2, e2, d2);
                        d3 = Vector256.FusedMultiplyAdd(e3, e3, d3);
                    }
                    d0 = Vector256.Sqrt(d0);
                    d1 = Vector256.Sqrt(d1);
                    d2 = Vector256.Sqrt(d2);
                    d3 = Vector256.Sqrt(d3);
                    var weight = Vector256.Load(columnWeights + j);
                    sum0 = Vector256.FusedMultiplyAdd(d0, weight, sum0);
                    sum1 = Vector256.FusedMultiplyAdd(d1, weight, sum1);
                    sum2 = Vector256.FusedMultiplyAdd(d2, weight, sum2);
                    sum3 = Vector256.FusedMultiplyAdd(d3, weight, sum3);
                    var column = Vector256.FusedMultiplyAdd(d0, Vector256.Create(rowWeights[i]), Vector256.Load(columnSums + j));
                    var other = Vector256.FusedMultiplyAdd(d3, Vector256.Create(rowWeights[i + 3]), d2 * Vector256.Create(rowWeights[i + 2]));
                    (Vector256.FusedMultiplyAdd(d1, Vector256.Create(rowWeights[i + 1]), column) + other).Store(columnSums + j);
                }
                AddRows(rowSums + i, sum0, sum1, sum2, sum3);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void AddRows(double* rowSums, Vector256<float> sum0, Vector256<float> sum1, Vector256<float> sum2, Vector256<float> sum3)
        {
            rowSums[0] += Vector256.Sum(sum0);
            rowSums[1] += Vector256.Sum(sum1);
            rowSums[2] += Vector256.Sum(sum2);
            rowSums[3] += Vector256.Sum(sum3);
        }

        private void FlushRows(double* rowSums, int rowBase, int rows, int cell)
        {
            foreach (var slot in slotsOfCell[cell])
            {
                var target = Pointer(sums[slot], rowBase);
                for (var i = 0; i < rows; i += 4)
                    (Vector256.Load(target + i) + Vector256.Load(rowSums + i)).Store(target + i);
            }
            new Span<double>(rowSums, rows).Clear();
        }

        private void FlushColumns(float* columnSums, SilhouetteGroup group, int rowCell)
        {
            foreach (var slot in slotsOfCell[rowCell])
            {
                var target = Pointer(sums[slot], group.Start);
                for (var j = 0; j < group.End - group.Start; j += 8)
                {
                    var (low, high) = Vector256.Widen(Vector256.Load(columnSums + j));
                    (Vector256.Load(target + j) + low).Store(target + j);
                    (Vector256.Load(target + j + 4) + high).Store(target + j + 4);
                }
            }
        }

        private static float* Pointer(float[] pinned, int index) => (float*)Unsafe.AsPointer(ref pinned[index]);

        private static double* Pointer(double[] pinned, int index) => (double*)Unsafe.AsPointer(ref pinned[index]);
    }
}
