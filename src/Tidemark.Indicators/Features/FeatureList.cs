using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Indicators.Features;

/// <summary>
/// A declared list of features: names, formulas, and the further bars and observations that they read. It makes the streaming form, which a
/// session feeds, and computes whole columns; both give the same numbers bit for bit.
/// </summary>
public sealed class FeatureList
{
    private const int MostFeatures = 10_000;
    private readonly ImmutableArray<FormulaNode> formulas;

    /// <param name="features">At least one; names differ.</param>
    /// <param name="instruments">Further bars that formulas read; null for none.</param>
    /// <param name="catalog">Null for the indicators that come with the program.</param>
    /// <exception cref="BadInputException">A formula cannot be read, or a name is not one or stands twice; the message names the place and the nearest names.</exception>
    public FeatureList(IEnumerable<FeatureDefinition> features, IEnumerable<FeatureInstrument>? instruments = null, IndicatorCatalog? catalog = null)
    {
        Features = [.. features];
        Instruments = [.. instruments ?? []];
        if (Features.Length is 0 or > MostFeatures) throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"a list of features needs 1 to {MostFeatures:N0} of them, not {Features.Length:N0}"));
        foreach (var instrument in Instruments) Check(instrument);
        var atoms = new FormulaAtoms(Instruments, catalog ?? IndicatorCatalog.Standard);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var parsed = ImmutableArray.CreateBuilder<FormulaNode>(Features.Length);
        foreach (var feature in Features)
        {
            if (!IsName(feature.Name)) throw Wrong(feature, $"'{feature.Name}' cannot be the name of a feature: letters, digits and underscores, a letter first");
            if (!names.Add(feature.Name)) throw Wrong(feature, $"there are two features '{feature.Name}'");
            try
            {
                parsed.Add(new FormulaParser(feature.Formula, atoms).Parse());
            }
            catch (BadInputException failure)
            {
                throw Wrong(feature, $"{feature.Name}: {failure.Message}");
            }
        }
        formulas = parsed.MoveToImmutable();
        Slots = [.. atoms.Slots];
        Names = [.. Features.Select(feature => feature.Name)];
        WarmUps = [.. formulas.Select(formula => WarmUpOf(formula))];
        WarmUp = WarmUps.Max();
    }

    /// <summary>The features in the order of their columns.</summary>
    public ImmutableArray<FeatureDefinition> Features { get; }

    /// <summary>Further bars that they read: source 1, 2 and so on; source 0 are the bars that the features are about.</summary>
    public ImmutableArray<FeatureInstrument> Instruments { get; }

    /// <summary>Names of the columns.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Bars of its own that each feature needs before its first value.</summary>
    public ImmutableArray<int> WarmUps { get; }

    /// <summary>Bars of its own that all features need; others need those of their sources besides.</summary>
    public int WarmUp { get; }

    /// <summary>Names of the observations that formulas read.</summary>
    public ImmutableArray<string> Observations =>
        [.. Slots.Where(slot => slot.Kind is SlotKind.ObservationValue or SlotKind.ObservationAge).Select(slot => slot.Text).Distinct(StringComparer.Ordinal)];

    /// <summary>Features that read what is not known at their time, with the reason; they can be computed over whole columns to be found out, never in a session.</summary>
    public ImmutableArray<(string Name, string Reason)> LookAheads =>
        [.. formulas.Select((formula, index) => (Names[index], Reason: LookAheadOf(formula))).Where(each => each.Reason.Length > 0)];

    internal ImmutableArray<FeatureSlot> Slots { get; }

    internal ImmutableArray<FormulaNode> Formulas => formulas;

    /// <summary>Whether a formula reads trades of a source.</summary>
    public bool NeedsTrades(int source) => Slots.Any(slot => slot.Kind == SlotKind.Trades && slot.Source == source);

    /// <summary>Whether a formula reads quotes of a source.</summary>
    public bool NeedsQuotes(int source) => Slots.Any(slot => slot.Kind == SlotKind.Quotes && slot.Source == source);

    /// <summary>The interval of the bars of a source.</summary>
    public Interval IntervalOf(int source, Interval own) => source == 0 ? own : Instruments[source - 1].Interval ?? own;

    /// <summary>The streaming form.</summary>
    /// <param name="interval">The length of the bars that the features are about.</param>
    /// <exception cref="BadInputException">A feature looks ahead.</exception>
    public FeatureSet CreateSet(Interval interval)
    {
        RefuseLookAheads();
        return new FeatureSet(this, interval);
    }

    /// <summary>Whole columns: for each bar what the streaming form says at its close.</summary>
    /// <exception cref="ArgumentException">Inputs are missing or not in order.</exception>
    public FeatureMatrix Compute(FeatureInputs inputs) => new FeatureBatch(this, inputs).Compute();

    /// <exception cref="BadInputException">A feature looks ahead; the message says which and why.</exception>
    public void RefuseLookAheads()
    {
        foreach (var (name, reason) in LookAheads)
            throw Wrong(Features.First(feature => feature.Name == name), $"{name} looks ahead: {reason}; 'features check' shows what it would see");
    }

    /// <summary>Everything that the values depend on, a line each; equal texts mean equal features.</summary>
    public override string ToString() => string.Join('\n',
        Instruments.Select(other => $"{other.Alias}: {other.Instrument?.ToString() ?? "own"} {other.Interval?.ToString() ?? "own"}")
            .Concat(Features.Select(feature => string.Create(CultureInfo.InvariantCulture, $"{feature.Name} = {feature.Formula}{(feature.MaximumAge is { } age ? $" (at most {age.Nanoseconds} ns old)" : "")}"))));

    private static BadInputException Wrong(FeatureDefinition feature, string reason) => new(feature.Place.Length > 0 ? $"{feature.Place}: {reason}" : reason);

    private void Check(FeatureInstrument instrument)
    {
        if (!IsName(instrument.Alias)) throw new BadInputException($"'{instrument.Alias}' cannot stand for an instrument in formulas: letters, digits and underscores, a letter first");
        if (FormulaAtoms.IsReserved(instrument.Alias)) throw new BadInputException($"'{instrument.Alias}' means something else in formulas; call the instrument otherwise");
        if (Instruments.Count(other => other.Alias == instrument.Alias) > 1) throw new BadInputException($"two instruments are called '{instrument.Alias}'");
        if (instrument is { Instrument: null, Interval: null }) throw new BadInputException($"'{instrument.Alias}' is the instrument itself with its own interval: formulas read that without a name");
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 100 && char.IsAsciiLetter(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private int WarmUpOf(FormulaNode node) => node switch
    {
        SlotNode slot => Slots[slot.Slot] is { Kind: SlotKind.Relation } || Slots[slot.Slot].Source == 0 ? Math.Max(Slots[slot.Slot].WarmUp, 1) : 1,
        UnaryNode unary => WarmUpOf(unary.Inner),
        BinaryNode binary => Math.Max(WarmUpOf(binary.Left), WarmUpOf(binary.Right)),
        DelayNode delay => WarmUpOf(delay.Inner) + delay.Rows,
        AheadNode ahead => WarmUpOf(ahead.Inner),
        _ => 1,
    };

    private static string LookAheadOf(FormulaNode node) => node switch
    {
        UnaryNode unary => LookAheadOf(unary.Inner),
        BinaryNode binary => LookAheadOf(binary.Left) is { Length: > 0 } left ? left : LookAheadOf(binary.Right),
        DelayNode delay => LookAheadOf(delay.Inner),
        AheadNode ahead => ahead.Kind switch
        {
            AheadKind.Lead => string.Create(CultureInfo.InvariantCulture, $"it reads values of {ahead.Rows} rows later"),
            AheadKind.Centered => "a centred window reads rows that follow",
            AheadKind.BackFilled => "missing values are filled from rows that follow",
            _ => "it is scaled by all rows, later ones too (scale in preprocessing, which fits on the training part alone)",
        },
        _ => "",
    };
}
