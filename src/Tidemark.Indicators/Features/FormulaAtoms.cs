using System.Globalization;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Expressions;
using Tidemark.Indicators.SeriesStatistics;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Indicators.Features;

/// <summary>What formulas are made of: indicators, returns, the calendar, observations, relations to other instruments. Equal ones share a slot.</summary>
internal sealed class FormulaAtoms(IReadOnlyList<FeatureInstrument> instruments, IndicatorCatalog catalog)
{
    private const int LongestPeriod = 100_000;

    private static readonly Dictionary<string, Func<int, Indicator>> Periods = new(StringComparer.Ordinal)
    {
        ["logret"] = period => new LogReturnOver(period),
        ["ret"] = period => IndicatorCatalog.Standard.Find("rocp").Create(ParameterValues.Defaults(IndicatorCatalog.Standard.Find("rocp").Parameters).With("timePeriod", period)),
        ["volatility"] = period => new RealizedVolatility(period),
        ["volume_z"] = period => new VolumeScore(period),
    };

    private static readonly Dictionary<string, Func<int, PairIndicator>> Relations = new(StringComparer.Ordinal)
    {
        ["beta"] = period => new Beta(period),
        ["correlation"] = period => new ReturnCorrelation(period),
        ["spread"] = period => new SpreadScore(period),
    };

    private readonly List<FeatureSlot> slots = [];

    public IReadOnlyList<FeatureSlot> Slots => slots;

    /// <summary>Whether a word means something already, so that no instrument can be called so.</summary>
    public static bool IsReserved(string word) =>
        Periods.ContainsKey(word) || word is "observation" or "age" || CalendarFields.All.Any(each => each.Name == word) || FormulaParser.Functions.Contains(word) || Enum.GetNames<BarField>().Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="BadInputException">Nothing known begins here; the message names the column and the nearest name.</exception>
    public FormulaNode Read(FormulaCursor cursor)
    {
        var begin = cursor.Position;
        var name = cursor.PeekName();
        var source = SourceOf(name);
        if (source > 0)
        {
            cursor.TakeName();
            cursor.Take('.', $"after {name}: write {name}.close or {name}.rsi(14)");
            name = cursor.PeekName();
            if (name.Length == 0) throw cursor.Wrong(cursor.Position, $"an indicator is expected after '{instruments[source - 1].Alias}.'");
        }
        if (cursor.IsAtCall(name))
        {
            if (source == 0 && name is "observation" or "age") return Observation(cursor, name);
            if (Periods.TryGetValue(name, out var period)) return OfPeriod(cursor, name, source, period);
            if (source == 0 && Relations.TryGetValue(name, out var relation) && Relation(cursor, name, relation) is { } related) return related;
        }
        else if (source == 0)
        {
            foreach (var (word, field) in CalendarFields.All)
            {
                if (word != name) continue;
                cursor.TakeName();
                return Slot(new FeatureSlot(SlotKind.Calendar, 0, word) { Calendar = field, WarmUp = 1 });
            }
        }
        return OfIndicator(cursor, begin, name, source);
    }

    private int SourceOf(string name)
    {
        for (var i = 0; i < instruments.Count; i++)
            if (instruments[i].Alias == name) return i + 1;
        return 0;
    }

    private SlotNode Observation(FormulaCursor cursor, string kind)
    {
        var begin = cursor.Position;
        cursor.TakeName();
        var name = cursor.TakeParentheses().Trim().Trim('"', '\'').Trim();
        if (name.Length == 0) throw cursor.Wrong(begin, $"{kind} needs the name of an observation, such as {kind}(fear_greed)");
        return Slot(new FeatureSlot(kind == "age" ? SlotKind.ObservationAge : SlotKind.ObservationValue, 0, name));
    }

    private SlotNode OfPeriod(FormulaCursor cursor, string name, int source, Func<int, Indicator> make)
    {
        cursor.TakeName();
        var at = cursor.Position;
        var period = Period(cursor, at, name, cursor.TakeParentheses());
        return Made(cursor, at, SlotKind.Bars, source, string.Create(CultureInfo.InvariantCulture, $"{name}({period})"), () => make(period));
    }

    /// <summary>Null where the first word is no other instrument: then it is an indicator of that name.</summary>
    private SlotNode? Relation(FormulaCursor cursor, string name, Func<int, PairIndicator> make)
    {
        var at = cursor.Position;
        cursor.TakeName();
        var parts = cursor.TakeParentheses().Split(',');
        var source = SourceOf(parts[0].Trim());
        if (source == 0 && name == "beta" && (parts[0].Trim().Length == 0 || !parts[0].Trim().All(letter => char.IsAsciiLetter(letter)) || IsKnown(parts[0].Trim())))
        {
            cursor.Skip(at - cursor.Position);
            return null;
        }
        if (source == 0) throw cursor.Wrong(at, $"{name}({parts[0].Trim()}, ...): there is no instrument '{parts[0].Trim()}' in the list{NearestNames.Hint(parts[0].Trim(), instruments.Select(each => each.Alias))}");
        if (parts.Length != 2) throw cursor.Wrong(at, $"{name} needs an instrument and a number of bars, such as {name}({instruments[source - 1].Alias}, 48)");
        if (instruments[source - 1].Instrument is null) throw cursor.Wrong(at, $"{name} of an instrument with itself says nothing");
        var period = Period(cursor, at, name, parts[1]);
        return Made(cursor, at, SlotKind.Relation, source, string.Create(CultureInfo.InvariantCulture, $"{name}({period})"), () => make(period));
    }

    private SlotNode OfIndicator(FormulaCursor cursor, int begin, string name, int source)
    {
        if (!IsKnown(name))
        {
            var known = Enum.GetNames<BarField>().Select(field => field.ToLowerInvariant()).Concat(FormulaParser.Functions).Concat(Periods.Keys).Concat(Relations.Keys).Concat(["observation", "age"])
                .Concat(CalendarFields.All.Select(each => each.Name)).Concat(instruments.Select(each => each.Alias)).Concat(catalog.All.SelectMany(one => one.Aliases.Prepend(one.Name)));
            throw cursor.Wrong(begin, $"there is no '{name}'{NearestNames.Hint(name, known, 3)}");
        }
        var expression = IndicatorExpression.Parse(cursor.TakeIndicator(), catalog);
        var indicator = expression.Create();
        var kind = indicator is TradeIndicator ? SlotKind.Trades : indicator is QuoteIndicator ? SlotKind.Quotes : SlotKind.Bars;
        return Slot(new FeatureSlot(kind, source, expression.ToString()) { Create = expression.Create, WarmUp = kind == SlotKind.Bars ? expression.WarmUp : 0 });
    }

    private bool IsKnown(string name)
    {
        if (Enum.GetNames<BarField>().Contains(name, StringComparer.OrdinalIgnoreCase)) return true;
        try
        {
            catalog.Find(name);
            return true;
        }
        catch (BadInputException)
        {
            return false;
        }
    }

    private SlotNode Made(FormulaCursor cursor, int at, SlotKind kind, int source, string text, Func<Indicator> create)
    {
        try
        {
            return Slot(new FeatureSlot(kind, source, text) { Create = create, WarmUp = create().WarmUp });
        }
        catch (ArgumentException failure)
        {
            throw cursor.Wrong(at, failure.Message);
        }
    }

    private static int Period(FormulaCursor cursor, int at, string name, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var period) && period is > 0 and <= LongestPeriod
            ? period
            : throw cursor.Wrong(at, $"{name} needs a number of bars from 1 to {LongestPeriod.ToString(CultureInfo.InvariantCulture)}, such as {name}(24); there is '{text.Trim()}'");

    private SlotNode Slot(FeatureSlot slot)
    {
        var found = slots.FindIndex(other => other.Kind == slot.Kind && other.Source == slot.Source && other.Text == slot.Text);
        if (found >= 0) return new SlotNode(found);
        slots.Add(slot);
        return new SlotNode(slots.Count - 1);
    }
}
