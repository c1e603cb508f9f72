using System.Globalization;

namespace Tidemark.Research.Checks;

/// <summary>Compares two runs instant by instant as far as both must agree.</summary>
internal sealed class TapeComparison(List<CheckFinding> findings)
{
    public long DecisionsCompared { get; private set; }

    public long ValuesCompared { get; private set; }

    /// <summary>Compares decisions and values up to and including an instant.</summary>
    /// <param name="kind">What a difference means.</param>
    /// <param name="market">On which bars, for messages.</param>
    /// <param name="whole">The run that is right by definition.</param>
    /// <param name="other">The run that must agree.</param>
    /// <param name="end">The first close time that need not agree any more.</param>
    /// <param name="explanation">What was done to the other run.</param>
    public void Compare(CheckFindingKind kind, string market, DecisionTape whole, DecisionTape other, Instant end, string explanation)
    {
        CompareValues(kind, market, whole, other, end, explanation);
        CompareDecisions(kind, market, whole, other, end, explanation);
    }

    /// <summary>Compares the values of indicators alone.</summary>
    /// <inheritdoc cref="Compare"/>
    public void CompareValues(CheckFindingKind kind, string market, DecisionTape whole, DecisionTape other, Instant end, string explanation)
    {
        for (var i = 0; i < whole.Closes.Count && whole.Closes[i] < end; i++)
        {
            if (i >= other.Closes.Count || other.Closes[i] != whole.Closes[i]) return;
            var (left, right) = (whole.Values[i], other.Values[i]);
            for (var value = 0; value < Math.Min(left.Length, right.Length); value++)
            {
                ValuesCompared++;
                if (AreSame(left[value], right[value])) continue;
                Add(new CheckFinding(kind, whole.NameOf(value), market, whole.Closes[i], Text(left[value]), Text(right[value]), explanation));
            }
        }
    }

    public void Add(CheckFinding finding)
    {
        if (!findings.Exists(known => known.Kind == finding.Kind && known.Subject == finding.Subject)) findings.Add(finding);
    }

    public static bool AreSame(double left, double right) => left.Equals(right);

    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private void CompareDecisions(CheckFindingKind kind, string market, DecisionTape whole, DecisionTape other, Instant end, string explanation)
    {
        var left = Before(whole, end);
        var right = Before(other, end);
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            DecisionsCompared++;
            var (wanted, got) = (i < left.Count ? left[i] : default, i < right.Count ? right[i] : default);
            if (wanted == got) continue;
            var isFirst = got.Text is null || (wanted.Text is not null && wanted.Close <= got.Close);
            var time = isFirst ? wanted.Close : got.Close;
            Add(new CheckFinding(kind, "decision", market, time, wanted.Text is null || wanted.Close > time ? "nothing" : wanted.Text, got.Text is null || got.Close > time ? "nothing" : got.Text, explanation));
            return;
        }
    }

    private static List<(Instant Close, string Text)> Before(DecisionTape tape, Instant end) =>
        [.. tape.Decisions.Where(decision => decision.Instant < tape.Closes.Count && tape.Closes[decision.Instant] < end).Select(decision => (tape.Closes[decision.Instant], decision.Text))];
}
