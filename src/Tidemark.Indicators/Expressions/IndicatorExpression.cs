using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Indicators.Expressions;

/// <summary>
/// An indicator written as text: <c>sma(rsi(14), 5)</c>, <c>ema(high, timePeriod=20)</c>, <c>macd(12, 26, 9).signal[1]</c>. See
/// docs/indicators.md for the grammar.
/// </summary>
/// <remarks>
/// The inputs come first: <c>open</c>, <c>high</c>, <c>low</c>, <c>close</c>, <c>volume</c> or another expression; without them an
/// indicator reads its usual field. Values follow in the order of the description, or by name. <c>.output</c> chooses one of several outputs (the first one
/// where nothing is chosen and one is needed), <c>[n]</c> takes the value of n bars ago.
/// </remarks>
public sealed class IndicatorExpression
{
    private readonly ExpressionNode root;

    private IndicatorExpression(ExpressionNode root)
    {
        this.root = root;
        WarmUp = root.Create().WarmUp;
    }

    /// <summary>What it gives for each bar: one output, or all of an indicator of which none was chosen.</summary>
    public ImmutableArray<OutputSpec> Outputs => root.Outputs;

    /// <summary>The number of bars needed before the first value.</summary>
    public int WarmUp { get; }

    /// <summary>Reads a whole text.</summary>
    /// <param name="catalog">Null for the indicators that come with the program.</param>
    /// <exception cref="BadInputException">The text is not an expression; the message names the column and the nearest names.</exception>
    public static IndicatorExpression Parse(string text, IndicatorCatalog? catalog = null)
    {
        var reader = new ExpressionReader(text, 0);
        var root = new ExpressionParser(reader, catalog ?? IndicatorCatalog.Standard).Parse();
        return reader.IsAtEnd ? new IndicatorExpression(root) : throw reader.Wrong(reader.Position, $"the expression ends before {reader.Found()}");
    }

    /// <summary>Reads the expression that begins at a position of a longer text, such as a condition.</summary>
    /// <param name="end">Where it ends.</param>
    /// <param name="catalog">Null for the indicators that come with the program.</param>
    /// <exception cref="BadInputException">No expression begins there; the message names the column.</exception>
    public static IndicatorExpression ParseAt(string text, int start, out int end, IndicatorCatalog? catalog = null)
    {
        var reader = new ExpressionReader(text, start);
        var root = new ExpressionParser(reader, catalog ?? IndicatorCatalog.Standard).Parse();
        end = reader.End;
        return new IndicatorExpression(root);
    }

    /// <summary>A fresh indicator that computes it. Its parts are its own: only the whole is fed.</summary>
    public Indicator Create() => root.Create();

    /// <summary>The expression with every parameter written out: equal texts mean equal values.</summary>
    public override string ToString() => root.Text;
}
