using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Kernels.Recurrent;

/// <summary>Some samples of a batch, as many as a tile of registers is wide, through all layers of a recurrent network and back.</summary>
internal sealed unsafe class RecurrentPanel
{
    private readonly List<RecurrentTrack> tracks = [];
    private readonly AlignedBuffer gradientAbove = new();
    private readonly AlignedBuffer gradientBelow = new();
    private RecurrentCall call = null!;
    private int firstSample;
    private int samples;
    private int lanes;

    private int Width => call.Directions * call.Hidden;

    /// <summary>Computes the samples from <paramref name="first"/> on.</summary>
    public void Forward(RecurrentCall network, int first, int count)
    {
        (call, firstSample, samples) = (network, first, count);
        var width = Hardware.Width;
        lanes = (count + width - 1) / width * width;
        for (var i = 0; i < call.Weights.Length; i++)
        {
            if (i == tracks.Count) tracks.Add(new RecurrentTrack());
            tracks[i].Prepare(call.Weights[i], call.Time, lanes, call.IsKept, i % call.Directions == 1);
            ReadState(call.InitialHidden, i, tracks[i].HiddenAfter(0));
            if (call.IsLstm) ReadState(call.InitialCell, i, tracks[i].CellAfter(0));
        }
        ReadInput();
        for (var layer = 0; layer < call.Layers; layer++)
            for (var direction = 0; direction < call.Directions; direction++) Forward(layer, direction);
        WriteOutput();
        for (var i = 0; i < call.Weights.Length; i++)
        {
            WriteState(call.LastHidden, i, tracks[i].HiddenAfter(call.Time));
            if (call.IsLstm) WriteState(call.LastCell, i, tracks[i].CellAfter(call.Time));
        }
    }

    /// <summary>From the gradients of the results to those of input, first states and weights.</summary>
    /// <param name="weightGradients">Of each layer and direction, for each part.</param>
    public void Backward(AlignedBuffer[][] weightGradients)
    {
        var largest = Math.Max(Width, call.Features) * call.Time * lanes;
        gradientAbove.Reserve(largest);
        gradientBelow.Reserve(largest);
        var (above, below) = (gradientAbove, gradientBelow);
        ReadOutputGradient(above.Pointer);
        for (var layer = call.Layers - 1; layer >= 0; layer--)
        {
            for (var direction = 0; direction < call.Directions; direction++)
                Backward(layer, direction, above.Pointer, layer > 0 || call.Input.RequiresGrad ? below.Pointer : null, weightGradients[layer * call.Directions + direction]);
            (above, below) = (below, above);
        }
        if (call.Input.RequiresGrad) AddInputGradient(above.Pointer);
    }

    private RecurrentTrack Track(int layer, int direction) => tracks[layer * call.Directions + direction];

    private void Forward(int layer, int direction)
    {
        var track = Track(layer, direction);
        var isTop = layer == call.Layers - 1;
        var cell = new CellStep();
        for (var step = 0; step < call.Time; step++)
        {
            var time = track.TimeOf(step);
            if (!isTop)
            {
                cell.Above = Track(layer + 1, 0).InputAt(time) + (nint)direction * call.Hidden * lanes;
                SetMask(ref cell, layer, time, direction);
            }
            track.Forward(step, ref cell);
            if (!isTop && call.Directions == 2)
            {
                var other = Track(layer + 1, 1).InputAt(time) + (nint)direction * call.Hidden * lanes;
                new ReadOnlySpan<float>(cell.Above, call.Hidden * lanes).CopyTo(new Span<float>(other, call.Hidden * lanes));
            }
        }
    }

    private void Backward(int layer, int direction, float* above, float* below, AlignedBuffer[] weightGradients)
    {
        var track = Track(layer, direction);
        var isTop = layer == call.Layers - 1;
        track.BeginBackward();
        ReadStateGradient(call.LastHidden, layer * call.Directions + direction, track.HiddenGradient);
        if (call.IsLstm) ReadStateGradient(call.LastCell, layer * call.Directions + direction, track.CellGradient);
        var cell = new CellStep();
        for (var step = call.Time - 1; step >= 0; step--)
        {
            var time = track.TimeOf(step);
            // Where only the last step is wanted, nothing comes from above at other times.
            var isReached = !isTop || !call.IsLastOnly || time == call.Time - 1;
            cell.AboveGradient = isReached ? above + ((nint)time * Width + direction * call.Hidden) * lanes : null;
            if (!isTop) SetMask(ref cell, layer, time, direction);
            var inputs = call.Weights[layer * call.Directions + direction].Inputs;
            track.Backward(step, ref cell, below is null ? null : below + (nint)time * inputs * lanes, direction > 0, weightGradients);
        }
        AddStateGradient(call.InitialHidden, layer * call.Directions + direction, track.HiddenGradient);
        if (call.IsLstm) AddStateGradient(call.InitialCell, layer * call.Directions + direction, track.CellGradient);
    }

    private void SetMask(ref CellStep cell, int layer, int time, int direction)
    {
        cell.IsMasked = call.Masks.Count > 0;
        if (!cell.IsMasked) return;
        cell.Mask = call.Masks[layer];
        cell.MaskIndex = call.MaskIndex(time, direction * call.Hidden, firstSample);
        cell.MaskRow = (uint)call.MaskLanes;
    }

    private void ReadInput()
    {
        var features = call.Features;
        for (var time = 0; time < call.Time; time++)
        {
            var from = call.Input.Pointer + ((nint)firstSample * call.Time + time) * features;
            for (var direction = 0; direction < call.Directions; direction++) Turn(from, call.Time * features, features, Track(0, direction).InputAt(time));
        }
    }

    private void WriteOutput()
    {
        for (var direction = 0; direction < call.Directions; direction++)
        {
            var track = Track(call.Layers - 1, direction);
            for (var time = call.IsLastOnly ? call.Time - 1 : 0; time < call.Time; time++)
            {
                var (target, stride) = OutputOffset(time, direction);
                Transposition.Transpose(track.HiddenAfter(track.TimeOf(time) + 1), lanes, call.Hidden, samples, call.Output.Pointer + target, stride);
            }
        }
    }

    private void ReadOutputGradient(float* above)
    {
        if (!call.Output.HasGrad)
        {
            new Span<float>(above, Width * call.Time * lanes).Clear();
            return;
        }
        for (var direction = 0; direction < call.Directions; direction++)
            for (var time = call.IsLastOnly ? call.Time - 1 : 0; time < call.Time; time++)
            {
                var (source, stride) = OutputOffset(time, direction);
                Turn(call.Output.GradPointer + source, stride, call.Hidden, above + ((nint)time * Width + direction * call.Hidden) * lanes);
            }
    }

    /// <summary>Where the output of the first sample at a time begins, and how far the next sample's is from it.</summary>
    private (nint Offset, int Stride) OutputOffset(int time, int direction) => call.IsLastOnly
        ? ((nint)firstSample * Width + direction * call.Hidden, Width)
        : (((nint)firstSample * call.Time + time) * Width + direction * call.Hidden, call.Time * Width);

    private void AddInputGradient(float* gradient)
    {
        var features = call.Features;
        var target = call.Input.GradPointer;
        for (var sample = 0; sample < samples; sample++)
            for (var time = 0; time < call.Time; time++)
                for (var i = 0; i < features; i++)
                    target[((nint)(firstSample + sample) * call.Time + time) * features + i] += gradient[((nint)time * features + i) * lanes + sample];
    }

    private nint StateOffset(int track) => ((nint)track * call.Batch + firstSample) * call.Hidden;

    private void ReadState(Tensor? state, int track, float* to)
    {
        if (state is null) new Span<float>(to, call.Hidden * lanes).Clear();
        else Turn(state.Pointer + StateOffset(track), call.Hidden, call.Hidden, to);
    }

    private void WriteState(Tensor? state, int track, float* from)
    {
        if (state is not null) Transposition.Transpose(from, lanes, call.Hidden, samples, state.Pointer + StateOffset(track), call.Hidden);
    }

    private void ReadStateGradient(Tensor? state, int track, float* to)
    {
        if (state is { HasGrad: true }) Turn(state.GradPointer + StateOffset(track), call.Hidden, call.Hidden, to);
    }

    private void AddStateGradient(Tensor? state, int track, float* from)
    {
        if (state is not { RequiresGrad: true }) return;
        var target = state.GradPointer + StateOffset(track);
        for (var sample = 0; sample < samples; sample++)
            for (var unit = 0; unit < call.Hidden; unit++) target[(nint)sample * call.Hidden + unit] += from[(nint)unit * lanes + sample];
    }

    /// <summary>Samples by numbers become numbers by lanes; lanes without a sample become zero.</summary>
    private void Turn(float* from, int stride, int numbers, float* to)
    {
        if (samples < lanes) new Span<float>(to, numbers * lanes).Clear();
        Transposition.Transpose(from, stride, samples, numbers, to, lanes);
    }
}
