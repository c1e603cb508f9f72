namespace Tidemark.Learning.Tensors;

/// <summary>The numbers of a tensor and of its gradient; tensors that differ only in their shape share one.</summary>
internal sealed class TensorStorage
{
    public AlignedBuffer Values { get; } = new();

    /// <summary>Null until a gradient was asked for the first time.</summary>
    public AlignedBuffer? Gradients { get; set; }

    /// <summary>Whether the gradient holds something; otherwise it counts as zero, whatever is in the memory.</summary>
    public bool HasGrad { get; set; }

    public bool RequiresGrad { get; set; }
}
