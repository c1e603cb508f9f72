namespace Tidemark.Learning.Trees;

/// <summary>How what the trees add up to becomes a prediction.</summary>
internal enum MarginLink
{
    Identity,
    Logistic,
    Softmax,
}
