using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tidemark.Learning.Kernels;

/// <summary>Layer normalisation of rows that need no room past their end.</summary>
internal static unsafe class LayerNormKernels
{
    /// <summary>output = (input - mean) / sqrt(variance + epsilon) * weight + bias, a row at a time; statistics take mean and 1 / deviation of each row.</summary>
    public static void Compute(float* input, float* weight, float* bias, float* output, float* statistics, int rows, int size, float epsilon)
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: Compute<Vector512<float>, Lanes512>(input, weight, bias, output, statistics, rows, size, epsilon); break;
            case VectorForm.Wide256: Compute<Vector256<float>, Lanes256>(input, weight, bias, output, statistics, rows, size, epsilon); break;
            default: Compute<Vector128<float>, Lanes128>(input, weight, bias, output, statistics, rows, size, epsilon); break;
        }
    }

    /// <summary>The slopes: by the input (added where said so), and added up over rows by weight and bias..</summary>
    public static void ComputeGradient(in LayerNormGradient g)
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: ComputeGradient<Vector512<float>, Lanes512>(g); break;
            case VectorForm.Wide256: ComputeGradient<Vector256<float>, Lanes256>(g); break;
            default: ComputeGradient<Vector128<float>, Lanes128>(g); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compute<TVector, TLanes>(float* input, float* weight, float* bias, float* output, float* statistics, int rows, int size, float epsilon)
        where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var whole = size / TLanes.Width * TLanes.Width;
        for (var row = 0; row < rows; row++, input += size, output += size, statistics += 2)
        {
            var sums = TLanes.Of(0);
            for (var i = 0; i < whole; i += TLanes.Width) sums = TLanes.Add(sums, TLanes.Load(input + i));
            var sum = TLanes.Sum(sums);
            for (var i = whole; i < size; i++) sum += input[i];
            var mean = sum / size;
            var means = TLanes.Of(mean);
            var squares = TLanes.Of(0);
            for (var i = 0; i < whole; i += TLanes.Width)
            {
                var distance = TLanes.Subtract(TLanes.Load(input + i), means);
                squares = TLanes.MultiplyAdd(distance, distance, squares);
            }
            var square = TLanes.Sum(squares);
            for (var i = whole; i < size; i++) square += (input[i] - mean) * (input[i] - mean);
            var scale = 1 / MathF.Sqrt(square / size + epsilon);
            (statistics[0], statistics[1]) = (mean, scale);
            var scales = TLanes.Of(scale);
            for (var i = 0; i < whole; i += TLanes.Width)
            {
                var normal = TLanes.Multiply(TLanes.Subtract(TLanes.Load(input + i), means), scales);
                TLanes.Store(TLanes.MultiplyAdd(normal, TLanes.Load(weight + i), TLanes.Load(bias + i)), output + i);
            }
            for (var i = whole; i < size; i++) output[i] = (input[i] - mean) * scale * weight[i] + bias[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ComputeGradient<TVector, TLanes>(in LayerNormGradient g) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var whole = g.Size / TLanes.Width * TLanes.Width;
        float* weight = g.Weight, byWeight = g.WeightGradient, byBias = g.BiasGradient;
        var size = g.Size;
        for (var row = 0; row < g.Rows; row++)
        {
            var offset = (nint)row * size;
            float* input = g.Input + offset, given = g.OutputGradient + offset;
            var (mean, scale) = (g.Statistics[2 * row], g.Statistics[2 * row + 1]);
            var (means, scales) = (TLanes.Of(mean), TLanes.Of(scale));
            var (sums, products) = (TLanes.Of(0), TLanes.Of(0));
            for (var i = 0; i < whole; i += TLanes.Width)
            {
                var normal = TLanes.Multiply(TLanes.Subtract(TLanes.Load(input + i), means), scales);
                var slope = TLanes.Load(given + i);
                TLanes.Store(TLanes.MultiplyAdd(slope, normal, TLanes.Load(byWeight + i)), byWeight + i);
                TLanes.Store(TLanes.Add(slope, TLanes.Load(byBias + i)), byBias + i);
                slope = TLanes.Multiply(slope, TLanes.Load(weight + i));
                sums = TLanes.Add(sums, slope);
                products = TLanes.MultiplyAdd(slope, normal, products);
            }
            var (sum, product) = (TLanes.Sum(sums), TLanes.Sum(products));
            for (var i = whole; i < size; i++)
            {
                var normal = (input[i] - mean) * scale;
                byWeight[i] += given[i] * normal;
                byBias[i] += given[i];
                sum += given[i] * weight[i];
                product += given[i] * weight[i] * normal;
            }
            if (g.InputGradient is null) continue;
            var to = g.InputGradient + offset;
            (sum, product) = (sum / size, product / size);
            (sums, products) = (TLanes.Of(sum), TLanes.Of(product));
            for (var i = 0; i < whole; i += TLanes.Width)
            {
                var normal = TLanes.Multiply(TLanes.Subtract(TLanes.Load(input + i), means), scales);
                var slope = TLanes.Subtract(TLanes.Multiply(TLanes.Load(given + i), TLanes.Load(weight + i)), sums);
                slope = TLanes.Multiply(TLanes.Subtract(slope, TLanes.Multiply(normal, products)), scales);
                TLanes.Store(g.Accumulate ? TLanes.Add(slope, TLanes.Load(to + i)) : slope, to + i);
            }
            for (var i = whole; i < size; i++)
            {
                var slope = (given[i] * weight[i] - sum - (input[i] - mean) * scale * product) * scale;
                to[i] = g.Accumulate ? to[i] + slope : slope;
            }
        }
    }
}
