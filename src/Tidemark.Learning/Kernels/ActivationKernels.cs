using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tidemark.Learning.Kernels;

/// <summary>Activation functions over whole buffers, in the form that the hardware has. Buffers must have room for whole vectors (see <c>AlignedBuffer</c>).</summary>
internal static unsafe class ActivationKernels
{
    /// <summary>output = f(input).</summary>
    public static void Compute(ActivationKind kind, float parameter, float* input, float* output, int count)
    {
        switch (kind)
        {
            case ActivationKind.Relu: Values<Activations.Relu>(input, output, count, parameter); break;
            case ActivationKind.LeakyRelu: Values<Activations.LeakyRelu>(input, output, count, parameter); break;
            case ActivationKind.Elu: Values<Activations.Elu>(input, output, count, parameter); break;
            case ActivationKind.Selu: Values<Activations.Selu>(input, output, count, parameter); break;
            case ActivationKind.Gelu: Values<Activations.Gelu>(input, output, count, parameter); break;
            case ActivationKind.GeluTanh: Values<Activations.GeluTanh>(input, output, count, parameter); break;
            case ActivationKind.Sigmoid: Values<Activations.Sigmoid>(input, output, count, parameter); break;
            case ActivationKind.Tanh: Values<Activations.Tanh>(input, output, count, parameter); break;
            case ActivationKind.Softplus: Values<Activations.Softplus>(input, output, count, parameter); break;
            case ActivationKind.Silu: Values<Activations.Silu>(input, output, count, parameter); break;
            case ActivationKind.Hardtanh: Values<Activations.Hardtanh>(input, output, count, parameter); break;
            case ActivationKind.Softsign: Values<Activations.Softsign>(input, output, count, parameter); break;
            case ActivationKind.Mish: Values<Activations.Mish>(input, output, count, parameter); break;
            default: throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    /// <summary>inputGradient (+)= outputGradient * f'(input).</summary>
    public static void ComputeGradient(ActivationKind kind, float parameter, float* input, float* output, float* outputGradient, float* inputGradient, int count, bool accumulate)
    {
        switch (kind)
        {
            case ActivationKind.Relu: Slopes<Activations.Relu>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            case ActivationKind.LeakyRelu: Slopes<Activations.LeakyRelu>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            case ActivationKind.Elu: Slopes<Activations.Elu>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            case ActivationKind.Selu: Slopes<Activations.Selu>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            case ActivationKind.Gelu: Slopes<Activations.Gelu>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            case ActivationKind.GeluTanh: Slopes<Activations.GeluTanh>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            case ActivationKind.Sigmoid: Slopes<Activations.Sigmoid>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            case ActivationKind.Tanh: Slopes<Activations.Tanh>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            case ActivationKind.Softplus: Slopes<Activations.Softplus>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            case ActivationKind.Silu: Slopes<Activations.Silu>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            case ActivationKind.Hardtanh: Slopes<Activations.Hardtanh>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            case ActivationKind.Softsign: Slopes<Activations.Softsign>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            case ActivationKind.Mish: Slopes<Activations.Mish>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            default: throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    private static void Values<TActivation>(float* input, float* output, int count, float parameter) where TActivation : struct, IActivation
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: Values<TActivation, Vector512<float>, Lanes512>(input, output, count, parameter); break;
            case VectorForm.Wide256: Values<TActivation, Vector256<float>, Lanes256>(input, output, count, parameter); break;
            default: Values<TActivation, Vector128<float>, Lanes128>(input, output, count, parameter); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Values<TActivation, TVector, TLanes>(float* input, float* output, int count, float parameter)
        where TActivation : struct, IActivation where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var vector = TLanes.Of(parameter);
        for (var i = 0; i < count; i += TLanes.Width)
            TLanes.Store(TActivation.Value<TVector, TLanes>(TLanes.Load(input + i), vector), output + i);
    }

    private static void Slopes<TActivation>(float* input, float* output, float* outputGradient, float* inputGradient, int count, float parameter, bool accumulate)
        where TActivation : struct, IActivation
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: Slopes<TActivation, Vector512<float>, Lanes512>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            case VectorForm.Wide256: Slopes<TActivation, Vector256<float>, Lanes256>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
            default: Slopes<TActivation, Vector128<float>, Lanes128>(input, output, outputGradient, inputGradient, count, parameter, accumulate); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Slopes<TActivation, TVector, TLanes>(float* input, float* output, float* outputGradient, float* inputGradient, int count, float parameter, bool accumulate)
        where TActivation : struct, IActivation where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var vector = TLanes.Of(parameter);
        for (var i = 0; i < count; i += TLanes.Width)
        {
            var slope = TActivation.Slope<TVector, TLanes>(TLanes.Load(input + i), TLanes.Load(output + i), vector);
            var gradient = TLanes.Load(outputGradient + i);
            var change = accumulate ? TLanes.MultiplyAdd(slope, gradient, TLanes.Load(inputGradient + i)) : TLanes.Multiply(slope, gradient);
            TLanes.Store(change, inputGradient + i);
        }
    }
}
