namespace Tidemark.Learning.Validation;

/// <summary>A way to split samples into those to learn from and those to be judged on.</summary>
public interface ISplitter
{
    /// <summary>How it is written: <c>purged-kfold:folds=5,embargo=0.01</c>. <see cref="Splitters.Parse"/> makes the same again.</summary>
    string Text { get; }

    /// <summary>The folds in their order; the same samples give the same folds.</summary>
    /// <exception cref="ArgumentException">There are too few samples; the message says for what.</exception>
    IReadOnlyList<Fold> Split(SampleSpans samples);
}
