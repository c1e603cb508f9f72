using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Kernels.Recurrent;

/// <summary>Runs a recurrent network over a batch: in panels of samples, which threads share. The same number of threads gives the same bits.</summary>
internal sealed unsafe class RecurrentEngine
{
    /// <summary>Up to here samples one by one are faster than a panel that is mostly empty.</summary>
    private const int MostRows = 8;

    private readonly List<RecurrentPanel> panels = [];
    private readonly RecurrentRow row = new();
    private readonly List<AlignedBuffer[][]> gradients = [];
    private readonly Action<int, int> forward;
    private readonly Action<int, int> backward;
    private RecurrentCall call = null!;
    private int panelWidth;
    private int count;

    public RecurrentEngine()
    {
        forward = (worker, panel) => panels[call.IsKept ? panel : worker].Forward(call, panel * panelWidth, Math.Min(panelWidth, call.Batch - panel * panelWidth));
        backward = (worker, panel) => panels[panel].Backward(gradients[worker]);
    }

    /// <summary>Computes the results of a call.</summary>
    public void Forward(RecurrentCall network, int threads)
    {
        call = network;
        foreach (var weights in call.Weights) weights.Pack(call.IsKept);
        if (!call.IsKept && call.Masks.Count == 0 && call.Batch <= MostRows)
        {
            foreach (var weights in call.Weights) weights.PackForRow();
            for (var sample = 0; sample < call.Batch; sample++) row.Forward(call, sample);
            return;
        }
        var width = Hardware.Width;
        var share = (call.Batch + threads - 1) / threads;
        panelWidth = Math.Min(Hardware.TileVectors * width, (share + width - 1) / width * width);
        count = (call.Batch + panelWidth - 1) / panelWidth;
        // Without a way back the panels of a thread follow one another in the same memory.
        var needed = call.IsKept ? count : Math.Min(threads, count);
        while (panels.Count < needed) panels.Add(new RecurrentPanel());
        Run(threads, forward);
    }

    /// <summary>Adds to the gradients of input, states and parameters.</summary>
    public void Backward(int threads)
    {
        var workers = Math.Min(threads, count);
        for (var worker = 0; worker < workers; worker++)
        {
            if (worker == gradients.Count) gradients.Add([]);
            if (!IsFitting(gradients[worker])) gradients[worker] = [.. call.Weights.Select(weights => weights.Parts.Select(_ => new AlignedBuffer()).ToArray())];
            Clear(gradients[worker]);
        }
        // Memory for gradients is made here, not by several threads at once.
        if (call.Input.RequiresGrad) _ = call.Input.GradPointer;
        if (call.InitialHidden is { RequiresGrad: true }) _ = call.InitialHidden.GradPointer;
        if (call.InitialCell is { RequiresGrad: true }) _ = call.InitialCell.GradPointer;
        Run(threads, backward);
        for (var worker = 0; worker < workers; worker++)
            for (var i = 0; i < call.Weights.Length; i++)
                for (var part = 0; part < call.Weights[i].Parts.Length; part++) call.Weights[i].AddGradient(part, gradients[worker][i][part].Pointer);
    }

    /// <summary>Every worker takes the panels that follow each other at a distance of the number of workers, so that sums do not depend on who is faster.</summary>
    private void Run(int threads, Action<int, int> work)
    {
        var workers = Math.Min(threads, count);
        if (workers > 1) RunInParallel(workers, work);
        else
            for (var panel = 0; panel < count; panel++) work(0, panel);
    }

    private void RunInParallel(int workers, Action<int, int> work)
    {
        var form = Hardware.Forced;
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker =>
        {
            var before = Hardware.Forced;
            Hardware.Force(form);
            for (var panel = worker; panel < count; panel += workers) work(worker, panel);
            Hardware.Force(before);
        });
    }

    /// <summary>A tape gives an engine to another network after the next reset.</summary>
    private bool IsFitting(AlignedBuffer[][] gradient) => gradient.Length == call.Weights.Length && gradient[0].Length == call.Weights[0].Parts.Length;

    private void Clear(AlignedBuffer[][] gradient)
    {
        for (var i = 0; i < call.Weights.Length; i++)
            for (var p = 0; p < call.Weights[i].Parts.Length; p++)
            {
                var part = call.Weights[i].Parts[p];
                var size = part.Gates * call.Hidden * RecurrentWeights.GradientStride(part);
                gradient[i][p].Reserve(size);
                new Span<float>(gradient[i][p].Pointer, size).Clear();
            }
    }
}
