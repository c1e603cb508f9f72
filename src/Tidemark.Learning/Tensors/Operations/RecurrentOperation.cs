using Tidemark.Learning.Kernels.Recurrent;

namespace Tidemark.Learning.Tensors.Operations;

/// <summary>A recurrent network as one operation: see <see cref="RecurrentEngine"/>.</summary>
internal sealed class RecurrentOperation : Operation
{
    private readonly RecurrentEngine engine = new();
    private int threads;

    /// <summary>What is computed; the caller fills it before <see cref="Run"/>.</summary>
    public RecurrentCall Call { get; } = new();

    protected internal override bool IsReached => Call.Output.HasGrad || Call.LastHidden is { HasGrad: true } || Call.LastCell is { HasGrad: true };

    /// <summary>Computes; the parameters are those of the call's weights.</summary>
    public void Run(Tape tape, Tensor parameter)
    {
        threads = Math.Max(1, tape.Threads);
        var isKept = tape.IsRecording && (parameter.RequiresGrad || Call.Input.RequiresGrad || Call.InitialHidden is { RequiresGrad: true } || Call.InitialCell is { RequiresGrad: true });
        Call.IsKept = isKept;
        engine.Forward(Call, threads);
        tape.Record(this, Call.Output, Call.Input, parameter, Call.InitialHidden ?? parameter, Call.InitialCell ?? parameter);
        if (Call.LastHidden is not null) Call.LastHidden.RequiresGrad = isKept;
        if (Call.LastCell is not null) Call.LastCell.RequiresGrad = isKept;
    }

    protected internal override void Backward() => engine.Backward(threads);
}
