using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tidemark.Learning.Kernels;

/// <summary>Update rules over whole buffers, which must have room for whole vectors.</summary>
internal static unsafe class OptimiserKernels
{
    public static void Descend(in DescentStep s)
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: Descend<Vector512<float>, Lanes512>(s); break;
            case VectorForm.Wide256: Descend<Vector256<float>, Lanes256>(s); break;
            default: Descend<Vector128<float>, Lanes128>(s); break;
        }
    }

    public static void Adapt(in AdamStep s)
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: Adapt<Vector512<float>, Lanes512>(s); break;
            case VectorForm.Wide256: Adapt<Vector256<float>, Lanes256>(s); break;
            default: Adapt<Vector128<float>, Lanes128>(s); break;
        }
    }

    public static void Propagate(in PropagationStep s)
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: Propagate<Vector512<float>, Lanes512>(s); break;
            case VectorForm.Wide256: Propagate<Vector256<float>, Lanes256>(s); break;
            default: Propagate<Vector128<float>, Lanes128>(s); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Descend<TVector, TLanes>(in DescentStep s) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        float* value = s.Value, given = s.Gradient, average = s.Average;
        var (decay, rate) = (TLanes.Of(s.WeightDecay), TLanes.Of(-s.LearningRate));
        var (momentum, share, ahead) = (TLanes.Of(s.Momentum), TLanes.Of(s.Share), TLanes.Of(s.LookAhead));
        for (var i = 0; i < s.Count; i += TLanes.Width)
        {
            var at = TLanes.Load(value + i);
            var gradient = TLanes.MultiplyAdd(decay, at, TLanes.Load(given + i));
            if (average is not null)
            {
                var mean = TLanes.MultiplyAdd(momentum, TLanes.Load(average + i), TLanes.Multiply(share, gradient));
                TLanes.Store(mean, average + i);
                gradient = s.IsNesterov ? TLanes.MultiplyAdd(ahead, mean, gradient) : mean;
            }
            TLanes.Store(TLanes.MultiplyAdd(rate, gradient, at), value + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Adapt<TVector, TLanes>(in AdamStep s) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        float* value = s.Value, given = s.Gradient, averages = s.Average, squares = s.Square, largest = s.Largest;
        var (beta1, beta2, rest1, rest2) = (TLanes.Of(s.Beta1), TLanes.Of(s.Beta2), TLanes.Of(s.Rest1), TLanes.Of(s.Rest2));
        var (size, root, epsilon) = (TLanes.Of(-s.StepSize), TLanes.Of(s.RootScale), TLanes.Of(s.Epsilon));
        var (decay, shrink) = (TLanes.Of(s.GradientDecay), TLanes.Of(s.Shrink));
        for (var i = 0; i < s.Count; i += TLanes.Width)
        {
            var at = TLanes.Load(value + i);
            var gradient = TLanes.MultiplyAdd(decay, at, TLanes.Load(given + i));
            var average = TLanes.MultiplyAdd(beta1, TLanes.Load(averages + i), TLanes.Multiply(rest1, gradient));
            var square = TLanes.MultiplyAdd(beta2, TLanes.Load(squares + i), TLanes.Multiply(rest2, TLanes.Multiply(gradient, gradient)));
            TLanes.Store(average, averages + i);
            TLanes.Store(square, squares + i);
            if (largest is not null)
            {
                square = TLanes.Maximum(square, TLanes.Load(largest + i));
                TLanes.Store(square, largest + i);
            }
            var divisor = TLanes.MultiplyAdd(TLanes.SquareRoot(square), root, epsilon);
            TLanes.Store(TLanes.MultiplyAdd(size, TLanes.Divide(average, divisor), TLanes.Multiply(at, shrink)), value + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Propagate<TVector, TLanes>(in PropagationStep s) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        float* value = s.Value, given = s.Gradient, squares = s.Square, moves = s.Moves, averages = s.Average;
        var (alpha, rest, epsilon) = (TLanes.Of(s.Alpha), TLanes.Of(s.Rest), TLanes.Of(s.Epsilon));
        var (decay, rate, momentum, zero) = (TLanes.Of(s.WeightDecay), TLanes.Of(-s.LearningRate), TLanes.Of(s.Momentum), TLanes.Of(0));
        for (var i = 0; i < s.Count; i += TLanes.Width)
        {
            var at = TLanes.Load(value + i);
            var gradient = TLanes.MultiplyAdd(decay, at, TLanes.Load(given + i));
            var square = TLanes.MultiplyAdd(alpha, TLanes.Load(squares + i), TLanes.Multiply(rest, TLanes.Multiply(gradient, gradient)));
            TLanes.Store(square, squares + i);
            if (averages is not null)
            {
                var average = TLanes.MultiplyAdd(alpha, TLanes.Load(averages + i), TLanes.Multiply(rest, gradient));
                TLanes.Store(average, averages + i);
                square = TLanes.Maximum(TLanes.Subtract(square, TLanes.Multiply(average, average)), zero);
            }
            var move = TLanes.Divide(gradient, TLanes.Add(TLanes.SquareRoot(square), epsilon));
            move = TLanes.MultiplyAdd(momentum, TLanes.Load(moves + i), move);
            TLanes.Store(move, moves + i);
            TLanes.Store(TLanes.MultiplyAdd(rate, move, at), value + i);
        }
    }
}
