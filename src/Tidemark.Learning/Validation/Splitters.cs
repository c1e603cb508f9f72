namespace Tidemark.Learning.Validation;

/// <summary>Splitters by name, as command lines and files write them.</summary>
public static class Splitters
{
    private static readonly string[] Names = ["holdout", "kfold", "purged-kfold", "combinatorial", "walk-forward"];

    /// <summary>
    /// Reads <c>purged-kfold:folds=5,embargo=0.01</c>, <c>combinatorial:groups=6,test=2,embargo=10</c>, <c>walk-forward:train=2000,test=250,gap=5,anchored=true</c>,
    /// <c>walk-forward:folds=6</c>, <c>holdout:validation=0.15,test=0.2</c> or <c>kfold:folds=5,seed=1</c>. What is left out keeps a usual value.
    /// </summary>
    /// <exception cref="ArgumentException">The text is none of them; the message says what is expected.</exception>
    public static ISplitter Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? text : text[..colon]).Trim().ToLowerInvariant();
        var values = new SplitterValues(name, colon < 0 ? "" : text[(colon + 1)..]);
        ISplitter splitter = name switch
        {
            "holdout" when values.Has("test-from") => HoldoutSplitter.At(values.Has("validation-from") ? values.Whole("validation-from") : values.Whole("test-from"), values.Whole("test-from"), values.Count("gap", 0)),
            "holdout" => new HoldoutSplitter(values.Number("validation", 0.15), values.Number("test", 0.2)) { Gap = values.Count("gap", 0) },
            "kfold" => new KFoldSplitter(values.Count("folds", 5), values.Has("seed") ? (ulong)values.Count("seed", 0) : null),
            "purged-kfold" or "purged" => new PurgedKFoldSplitter(values.Count("folds", 5), values.Number("embargo", 0.01)),
            "combinatorial" or "cpcv" => new CombinatorialPurgedSplitter(values.Count("groups", 6), values.Count("test", 2), values.Number("embargo", 0.01)),
            "walk-forward" => WalkForward(values),
            _ => throw new ArgumentException($"'{text}' is not a way to split; write one of {string.Join(", ", Names)}"),
        };
        values.RequireAllUsed();
        return splitter;
    }

    private static WalkForwardSplitter WalkForward(SplitterValues values)
    {
        var (step, gap, isAnchored) = (values.Count("step", 0), values.Count("gap", 0), values.Flag("anchored"));
        if (!values.Has("train") && !values.Has("test")) return WalkForwardSplitter.InFolds(values.Count("folds", 5), step, gap, isAnchored);
        if (!values.Has("train") || !values.Has("test")) throw new ArgumentException("walk-forward needs both train and test, or folds");
        return new WalkForwardSplitter(values.Count("train", 0), values.Count("test", 0)) { Step = step, Gap = gap, IsAnchored = isAnchored };
    }
}
