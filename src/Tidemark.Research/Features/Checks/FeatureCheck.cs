using System.Globalization;
using Tidemark.Indicators.Features;
using Tidemark.Research.Labels;

namespace Tidemark.Research.Features.Checks;

/// <summary>
/// Looks for leaks: computes features again without what was not known yet, and with another future, and compares what was known before;
/// feeds the streaming form and compares it with whole columns; asks of labels that they depend on their future until they end and no longer.
/// </summary>
public sealed class FeatureCheck(FeatureSpecification specification, LabelRule label)
{
    private const int Cuts = 12;
    private const int FutureCuts = 4;
    private const int LabelCuts = 25;

    /// <summary>Markets are not told by one feature; what comes this close is made of the answer.</summary>
    private const double LargestAssociation = 0.9;

    private readonly List<FeatureFinding> findings = [];
    private readonly FeatureList list = specification.List;
    private long computations;
    private long compared;

    /// <summary>Checks on made-up markets.</summary>
    /// <param name="interval">The length of their bars.</param>
    /// <param name="bars">Bars of each.</param>
    /// <param name="progress">Told after each market; null for nobody.</param>
    /// <param name="cancellation">Ends the check.</param>
    public FeatureCheckReport RunGenerated(Interval interval, int bars, Action<long>? progress = null, CancellationToken cancellation = default) =>
        Run(GeneratedData.For(specification, interval, bars), progress, cancellation);

    /// <summary>Checks on given data.</summary>
    /// <inheritdoc cref="RunGenerated"/>
    public FeatureCheckReport Run(IReadOnlyList<(string Name, FeatureData Data)> data, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        foreach (var (name, reason) in list.LookAheads) Add(new FeatureFinding(FeatureFindingKind.LooksAhead, name, "", null, "", "", reason));
        for (var i = 0; i < data.Count; i++)
        {
            CheckOn(data[i].Name, data[i].Data, cancellation);
            progress?.Invoke(i + 1);
        }
        foreach (var (column, kind) in Undefined(data)) Add(new FeatureFinding(kind, list.Names[column], "", null, "", "", kind == FeatureFindingKind.NeverDefined ? "it has no value on any of the data" : "it has the same value on all of the data"));
        return new FeatureCheckReport([.. data.Select(each => (each.Name, each.Data.Bars.Count))], computations, compared, findings);
    }

    private void CheckOn(string name, FeatureData data, CancellationToken cancellation)
    {
        if (data.Bars.Count < 2) return;
        var whole = Computed(data);
        Compare(FeatureFindingKind.NotDeterministic, name, data, whole, Computed(data), whole.Rows, "the same data were computed twice");
        for (var i = 1; i <= Cuts; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var bar = Math.Max((int)((long)data.Bars.Count * i / Cuts) - 2, 0);
            var close = data.Bars.Interval.CloseOf(new Instant(data.Bars.OpenTimes.Span[bar]));
            Compare(FeatureFindingKind.SeesTheEnd, name, data, whole, Computed(data.Until(close, list)), bar + 1, $"what was not known at {close} was left away");
            if (i % (Cuts / FutureCuts) != 0) continue;
            foreach (var isUp in (bool[])[true, false])
                Compare(FeatureFindingKind.SeesTheFuture, name, data, whole, Computed(OtherFuture.Of(data, list, close, isUp)), bar + 1, $"what was not known at {close} was changed");
        }
        CheckStreaming(name, data, whole);
        CheckLabels(name, data, cancellation);
        CheckAssociation(name, data, whole);
    }

    private FeatureMatrix Computed(FeatureData data)
    {
        computations++;
        return list.Compute(data.Inputs);
    }

    private void Compare(FeatureFindingKind kind, string name, FeatureData data, FeatureMatrix whole, FeatureMatrix other, int rows, string what)
    {
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < whole.Columns; column++)
            {
                compared++;
                if (whole.Row(row)[column].Equals(other.Row(row)[column])) continue;
                Add(new FeatureFinding(kind, list.Names[column], name, data.Bars.Interval.CloseOf(new Instant(data.Bars.OpenTimes.Span[row])), Text(whole.Row(row)[column]), Text(other.Row(row)[column]), what));
            }
    }

    private void CheckStreaming(string name, FeatureData data, FeatureMatrix whole)
    {
        if (!list.LookAheads.IsEmpty) return;
        computations++;
        var rows = FeatureReplay.Rows(list, data);
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row] is null != !whole.IsWarm[row]) Add(new FeatureFinding(FeatureFindingKind.StreamingDiffers, "warm-up", name, null, Text(row), "", "whole columns and streaming are not warm at the same bar"));
            for (var column = 0; rows[row] is { } values && column < values.Length; column++)
            {
                compared++;
                if (!whole.Row(row)[column].Equals(values[column]))
                    Add(new FeatureFinding(FeatureFindingKind.StreamingDiffers, list.Names[column], name, data.Bars.Interval.CloseOf(new Instant(data.Bars.OpenTimes.Span[row])), Text(whole.Row(row)[column]), Text(values[column]), "a session that is told everything when it is known says another value than whole columns"));
            }
        }
    }

    private void CheckLabels(string name, FeatureData data, CancellationToken cancellation)
    {
        var bars = data.Bars;
        var whole = Labels(bars);
        var (asked, changed) = (0, 0);
        for (var i = 1; i <= LabelCuts; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var bar = (int)((long)bars.Count * i / (LabelCuts + 1));
            if (double.IsNaN(whole.Values[bar])) continue;
            var (close, end) = (CloseOf(bars, bar), CloseOf(bars, whole.Ends[bar]));
            if (whole.Ends[bar] <= bar) Add(new FeatureFinding(FeatureFindingKind.LabelIsNotOfTheFuture, label.Text, name, close, end.ToString(), "", "the label is known at the close of its bar, with the features"));
            var part = Labels(bars.Slice(0, whole.Ends[bar] + 1));
            var other = Labels(OtherFuture.Changed(bars, bars.Interval, end, true));
            compared += 2;
            if (!part.Values[bar].Equals(whole.Values[bar]) || !other.Values[bar].Equals(whole.Values[bar]))
                Add(new FeatureFinding(FeatureFindingKind.LabelEndsLater, label.Text, name, close, Text(whole.Values[bar]), Text(part.Values[bar].Equals(whole.Values[bar]) ? other.Values[bar] : part.Values[bar]), $"it is said to be known at {end}, and depends on what follows"));
            asked++;
            foreach (var isUp in (bool[])[true, false]) changed += Labels(OtherFuture.Changed(bars, bars.Interval, close, isUp)).Returns[bar].Equals(whole.Returns[bar]) ? 0 : 1;
        }
        if (asked > 0 && changed == 0) Add(new FeatureFinding(FeatureFindingKind.LabelIsNotOfTheFuture, label.Text, name, null, "", "", $"none of {asked} labels changes when the bars after its own are changed"));
    }

    private void CheckAssociation(string name, FeatureData data, FeatureMatrix whole)
    {
        var labels = Labels(data.Bars);
        var values = new double[whole.Rows];
        for (var column = 0; column < whole.Columns; column++)
        {
            for (var row = 0; row < values.Length; row++) values[row] = whole.IsWarm[row] ? whole.Row(row)[column] : double.NaN;
            var told = Larger(Association.Ranks(values, labels.Returns), label.Classes == 2 ? Association.Classes(values, labels.Values) : Association.Ranks(values, labels.Values));
            if (told >= LargestAssociation) Add(new FeatureFinding(FeatureFindingKind.TellsTheLabel, list.Names[column], name, null, "", "", string.Create(CultureInfo.InvariantCulture, $"it goes with the label '{label.Text}' as {told:F3} of 1: no honest feature does")));
        }
    }

    private LabelColumn Labels(BarColumns bars)
    {
        computations++;
        return label.Compute(bars);
    }

    private IEnumerable<(int Column, FeatureFindingKind Kind)> Undefined(IReadOnlyList<(string Name, FeatureData Data)> data)
    {
        var matrices = data.Select(each => Computed(each.Data)).ToList();
        for (var column = 0; column < list.Names.Length; column++)
        {
            var values = matrices.SelectMany(matrix => Enumerable.Range(0, matrix.Rows).Where(row => matrix.IsWarm[row]).Select(row => matrix.Row(row)[column])).ToList();
            if (values.Count == 0) continue;
            if (values.TrueForAll(float.IsNaN)) yield return (column, FeatureFindingKind.NeverDefined);
            else if (values.Where(float.IsFinite).Distinct().Count() == 1) yield return (column, FeatureFindingKind.NeverChanges);
        }
    }

    private void Add(FeatureFinding finding)
    {
        if (!findings.Exists(known => known.Kind == finding.Kind && known.Subject == finding.Subject)) findings.Add(finding);
    }

    /// <summary>The larger of two without their signs; what is not defined is less than all.</summary>
    private static double Larger(double left, double right) => Math.Max(double.IsNaN(left) ? -1 : Math.Abs(left), double.IsNaN(right) ? -1 : Math.Abs(right));

    private static Instant CloseOf(BarColumns bars, int bar) => bars.Interval.CloseOf(new Instant(bars.OpenTimes.Span[bar]));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
