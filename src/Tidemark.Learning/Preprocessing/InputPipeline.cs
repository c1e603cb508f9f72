using System.Collections.Immutable;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Selection;

namespace Tidemark.Learning.Preprocessing;

/// <summary>
/// What lies between features and a model: steps, and which of the features go on. All of it is learnt from the samples that the model learns from
/// and from no others.
/// </summary>
/// <param name="Steps">The steps.</param>
/// <param name="TakesMissing">Whether the model takes missing values; otherwise samples that still miss one after the steps are left out.</param>
public sealed record InputPipeline(Preprocessor Steps, bool TakesMissing)
{
    /// <summary>The share of the samples, the last ones, on which a selector judges what it has learnt from those before.</summary>
    private const double JudgedShare = 0.25;

    /// <summary>How features are selected; null takes all.</summary>
    public IFeatureSelector? Selector { get; init; }

    /// <summary>How many are selected; 0 for as many as the selector ranks.</summary>
    public int SelectedCount { get; init; }

    /// <summary>Names of the features that go on, where they have been selected before; empty for all.</summary>
    public ImmutableArray<string> Kept { get; init; } = [];

    /// <summary>Samples left out between those from which a selector learns and those on which it judges, for labels that look so far ahead.</summary>
    public int Gap { get; init; }

    /// <summary>Steps as a model wants them where nothing is said: scaled by z-score where it learns better so, missing values filled with the mean where it takes none.</summary>
    /// <param name="model">The kind of model.</param>
    /// <param name="scaling">Another scaling; null for what the model wants, without a value for none.</param>
    public static Preprocessor Usual(ModelDescriptor model, (bool IsGiven, ScalingKind? Kind) scaling = default)
    {
        var kind = scaling.IsGiven ? scaling.Kind : model.WantsScaledFeatures ? ScalingKind.ZScore : null;
        var steps = ImmutableArray.CreateBuilder<PreprocessingStep>();
        if (kind is { } wanted) steps.Add(new Scaling(wanted));
        if (!model.TakesMissingValues) steps.Add(new MissingValues(MissingPolicy.Mean));
        return new Preprocessor(steps.ToImmutable());
    }

    /// <summary>Learns from training samples and applies what was learnt.</summary>
    /// <param name="train">Samples of features as they are.</param>
    /// <param name="validation">Samples of the same table to stop by; null for none.</param>
    /// <param name="window">Rows that the model reads.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    /// <exception cref="ArgumentException">Nothing is left to learn from, or the steps are not possible.</exception>
    public PreparedSamples Prepare(TrainingSet train, TrainingSet? validation, int window, FitContext context)
    {
        if (!TakesMissing) RequireValues(train);
        var fitted = Steps.Fit(train.Features, train.Columns, train.Rows.Span);
        PreparedModel.CheckReach(fitted);
        var (table, isUsable) = fitted.IsIdentity ? (train.Features, AllUsable(train.Features.Rows)) : fitted.Apply(train.Features);
        if (!TakesMissing) MarkMissing(table, isUsable);
        var isWhole = Whole(isUsable, fitted.Reach, window);
        var samples = Prepared(train, table, fitted.Columns, isWhole);
        if (samples.Count == 0) throw new ArgumentException($"none of {train.Count} samples has a whole window of rows that can be used (steps: '{Steps.Text}'); see what is missing, or fill it");
        var watched = validation is null ? null : Prepared(validation, table, fitted.Columns, isWhole);
        var ranking = Kept.IsEmpty ? Rank(samples, context) : null;
        var kept = Kept.IsEmpty ? ranking is null ? [] : SelectedCount == 0 ? ranking.Order : [.. ranking.Order.Take(SelectedCount)] : Places(fitted.Columns);
        if (!kept.IsEmpty)
        {
            fitted = fitted.Keeping(kept);
            var chosen = ChosenColumns.Of(table, [.. kept.Order()]);
            samples = samples with { Features = chosen, Columns = fitted.Columns };
            watched = watched is null ? null : watched with { Features = chosen, Columns = fitted.Columns };
        }
        return new PreparedSamples(fitted, TakesMissing, samples, watched is { Count: > 0 } ? watched : null, train.Count - samples.Count);
    }

    private FeatureRanking? Rank(TrainingSet samples, FitContext context)
    {
        if (Selector is null) return null;
        var judged = Math.Max((int)(samples.Count * JudgedShare), 1);
        var learnt = samples.Count - judged - Gap;
        if (learnt < 1) throw new ArgumentException($"{samples.Count} samples are too few to select features from");
        int[] all = [.. Enumerable.Range(0, samples.Count)];
        return Selector.Rank(samples.Take(all.AsMemory(0, learnt)), samples.Take(all.AsMemory(samples.Count - judged)), context with { Progress = null, CheckpointPath = null });
    }

    private ImmutableArray<int> Places(ImmutableArray<string> columns) =>
        [.. Kept.Select(name => columns.IndexOf(name) is var place and >= 0 ? place : throw new ArgumentException($"the selected feature '{name}' is not among {string.Join(", ", columns)}"))];

    /// <summary>For each row whether a window that ends with it can be used. Rows so early that steps had not yet seen enough cannot.</summary>
    private static bool[] Whole(bool[] isUsable, int reach, int window)
    {
        var isWhole = new bool[isUsable.Length];
        var last = reach > 0 ? reach - 1 : -1;
        for (var row = 0; row < isWhole.Length; row++)
        {
            if (!isUsable[row] && row > last) last = row;
            isWhole[row] = row - last >= window || last < 0;
        }
        return isWhole;
    }

    private static TrainingSet Prepared(TrainingSet samples, IFeatureSource table, ImmutableArray<string> columns, bool[] isWhole)
    {
        int[] kept = [.. Enumerable.Range(0, samples.Count).Where(sample => isWhole[samples.Rows.Span[sample]])];
        return (kept.Length == samples.Count ? samples : samples.Take(kept)) with { Features = table, Columns = columns };
    }

    private static bool[] AllUsable(int rows)
    {
        var usable = new bool[rows];
        usable.AsSpan().Fill(true);
        return usable;
    }

    private static void MarkMissing(IFeatureSource table, bool[] isUsable)
    {
        for (var row = 0; row < isUsable.Length; row++)
            foreach (var value in table.Read(row, 1))
                isUsable[row] &= float.IsFinite(value);
    }

    /// <summary>A column that is nowhere known can neither be filled nor waited for.</summary>
    private static void RequireValues(TrainingSet train)
    {
        var isKnown = new bool[train.Features.Columns];
        foreach (var row in train.Rows.Span)
        {
            var values = train.Features.Read(row, 1);
            for (var column = 0; column < isKnown.Length; column++) isKnown[column] |= float.IsFinite(values[column]);
            if (!isKnown.AsSpan().Contains(false)) return;
        }
        throw new ArgumentException($"the feature '{train.Columns[Array.IndexOf(isKnown, false)]}' has no value in the rows to learn from; leave it out, for this model cannot take missing values");
    }
}
