namespace Tidemark.Learning.Formats.Onnx;

/// <summary>What is done with the numbers of a graph.</summary>
internal enum OnnxOutputForm
{
    /// <summary>Nothing.</summary>
    AsIs,

    /// <summary>A logit becomes a probability.</summary>
    Sigmoid,

    /// <summary>Logits become probabilities.</summary>
    Softmax,

    /// <summary>Two logits become the probability of the second.</summary>
    SecondOfTwo,
}
