using Tidemark.Learning.Kernels;

namespace Tidemark.Learning.Tensors.Operations;

/// <summary>
/// A dilated convolution over time that sees no later step, on [batch, time, channels] with PyTorch's weight [out, in, kernel], and the
/// rectifier after it where wanted. A sample with zeros before it is a matrix whose rows, shifted by the dilation, meet one tap each: three
/// products of small matrices and no unfolding.
/// </summary>
internal sealed unsafe class CausalConvolutionOperation : Operation
{
    private Tape tape = null!;
    private Tensor input = null!;
    private Tensor weight = null!;
    private Tensor? bias;
    private int batch;
    private int time;
    private int inputs;
    private int outputs;
    private int kernel;
    private int dilation;
    private bool isRectified;

    /// <summary>Taps that reach no step of the window see zeros alone and are left out.</summary>
    private int taps;

    private int Padding => (taps - 1) * dilation;

    public static Tensor Apply(Tape tape, Tensor input, Tensor weight, Tensor? bias, int dilation, bool isRectified)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dilation, 1);
        if (input.Rank != 3 || weight.Rank != 3 || input.Size(2) != weight.Size(1) || input.Size(1) == 0)
            throw new ArgumentException($"an input of {input} (batch, time, channels) does not go with a convolution of {weight} (out, in, kernel)");
        if (bias is not null && bias.Count != weight.Size(0)) throw new ArgumentException($"a bias of {bias} does not go with a convolution of {weight}");
        var operation = tape.Take<CausalConvolutionOperation>();
        (operation.tape, operation.input, operation.weight, operation.bias) = (tape, input, weight, bias);
        (operation.batch, operation.time, operation.inputs) = (input.Size(0), input.Size(1), input.Size(2));
        (operation.outputs, operation.kernel) = (weight.Size(0), weight.Size(2));
        (operation.dilation, operation.isRectified) = (dilation, isRectified);
        operation.taps = Math.Min(operation.kernel, (operation.time - 1) / dilation + 1);
        var result = tape.Rent(operation.batch, operation.time, operation.outputs);
        operation.Forward(result);
        return bias is null ? tape.Record(operation, result, input, weight) : tape.Record(operation, result, input, weight, bias);
    }

    protected internal override void Backward()
    {
        var wide = TapProduct.Padded(outputs);
        var gradient = tape.Rent((time + Padding) * wide).Pointer;
        new Span<float>(gradient, (time + Padding) * wide).Clear();
        var sums = tape.Rent(wide);
        sums.Data.Clear();
        var weightSums = weight.RequiresGrad ? tape.Rent(taps * inputs * wide) : null;
        weightSums?.Data.Clear();
        var padded = PaddedRoom();
        float* turned = null, target = null, room = null;
        var accumulate = false;
        if (input.RequiresGrad)
        {
            turned = Pack(isTurned: true);
            room = tape.Rent(time * TapProduct.Padded(inputs)).Pointer;
            target = input.WriteGrad(out accumulate);
        }
        var form = Hardware.Form;
        for (var sample = 0; sample < batch; sample++)
        {
            var from = (nint)sample * time * outputs;
            RowKernels.CopyMasked(Result.GradPointer + from, isRectified ? Result.Pointer + from : null, time, outputs, gradient, wide);
            if (bias is { RequiresGrad: true }) ArithmeticKernels.AddRows(gradient, time, wide, sums.Pointer);
            if (weightSums is not null) AddWeights(form, PaddedSample(padded, sample), gradient, wide, weightSums.Pointer);
            if (target is not null) Return(form, gradient, wide, turned, room, target + (nint)sample * time * inputs, accumulate);
        }
        if (weightSums is not null) AddTo(weight.Grad, weightSums.Data, wide);
        if (bias is not { RequiresGrad: true }) return;
        var biasGradient = bias.Grad;
        for (var o = 0; o < outputs; o++) biasGradient[o] += sums.Data[o];
    }

    private void Forward(Tensor result)
    {
        var wide = TapProduct.Padded(outputs);
        var isDirect = wide == outputs;
        var packed = Pack(isTurned: false);
        var padded = PaddedRoom();
        var room = isDirect ? null : tape.Rent(time * wide).Pointer;
        var form = Hardware.Form;
        for (var sample = 0; sample < batch; sample++)
        {
            var to = result.Pointer + (nint)sample * time * outputs;
            var product = new TapProduct
            {
                Rows = time,
                Columns = outputs,
                Depth = inputs,
                Taps = taps,
                A = PaddedSample(padded, sample),
                ARow = inputs,
                AColumn = 1,
                ATap = dilation * inputs,
                B = packed,
                BRow = wide,
                BTap = inputs * wide,
                C = isDirect ? to : room,
                CRow = wide,
            };
            product.Run(form);
            RowKernels.AddBias(product.C, wide, bias is null ? null : bias.Pointer, time, outputs, isRectified, to);
        }
    }

    /// <summary>The slopes by the weights: each tap's inputs by the gradient of the result, summed over time.</summary>
    private void AddWeights(VectorForm form, float* padded, float* gradient, int wide, float* sums)
    {
        for (var tap = 0; tap < taps; tap++)
            new TapProduct
            {
                Rows = inputs,
                Columns = outputs,
                Depth = time,
                Taps = 1,
                A = padded + (nint)tap * dilation * inputs,
                ARow = 1,
                AColumn = inputs,
                B = gradient,
                BRow = wide,
                C = sums + (nint)tap * inputs * wide,
                CRow = wide,
                Accumulate = true,
            }.Run(form);
    }

    /// <summary>The slopes by the input: a step meets the gradients of the later steps that saw it.</summary>
    private void Return(VectorForm form, float* gradient, int wide, float* turned, float* room, float* target, bool accumulate)
    {
        var wideInputs = TapProduct.Padded(inputs);
        var isDirect = wideInputs == inputs;
        new TapProduct
        {
            Rows = time,
            Columns = inputs,
            Depth = outputs,
            Taps = taps,
            A = gradient + (nint)Padding * wide,
            ARow = wide,
            AColumn = 1,
            ATap = -dilation * wide,
            B = turned,
            BRow = wideInputs,
            BTap = outputs * wideInputs,
            C = isDirect ? target : room,
            CRow = wideInputs,
            Accumulate = isDirect && accumulate,
        }.Run(form);
        if (!isDirect) RowKernels.CopyRows(room, wideInputs, target, time, inputs, accumulate);
    }

    private float* PaddedRoom()
    {
        if (Padding == 0) return null;
        var room = tape.Rent((time + Padding) * inputs);
        room.Data[..(Padding * inputs)].Clear();
        return room.Pointer;
    }

    /// <summary>A sample with zeros before its first step.</summary>
    private float* PaddedSample(float* room, int sample)
    {
        var from = input.Pointer + (nint)sample * time * inputs;
        if (room is null) return from;
        new ReadOnlySpan<float>(from, time * inputs).CopyTo(new Span<float>(room + Padding * inputs, time * inputs));
        return room;
    }

    /// <summary>The weights as [tap, in, out] with outputs padded, or turned as [tap, out, in] with inputs padded.</summary>
    private float* Pack(bool isTurned)
    {
        var wide = TapProduct.Padded(isTurned ? inputs : outputs);
        var packed = tape.Rent(taps * (isTurned ? outputs : inputs) * wide);
        packed.Data.Clear();
        var to = packed.Data;
        var from = weight.Data;
        for (var o = 0; o < outputs; o++)
            for (var i = 0; i < inputs; i++)
                for (var tap = 0; tap < taps; tap++)
                    to[isTurned ? (tap * outputs + o) * wide + i : (tap * inputs + i) * wide + o] = from[(o * inputs + i) * kernel + kernel - taps + tap];
        return packed.Pointer;
    }

    private void AddTo(Span<float> weightGradient, Span<float> sums, int wide)
    {
        for (var o = 0; o < outputs; o++)
            for (var i = 0; i < inputs; i++)
                for (var tap = 0; tap < taps; tap++) weightGradient[(o * inputs + i) * kernel + kernel - taps + tap] += sums[(tap * inputs + i) * wide + o];
    }
}
