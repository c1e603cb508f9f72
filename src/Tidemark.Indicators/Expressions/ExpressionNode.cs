using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Composition;

namespace Tidemark.Indicators.Expressions;

/// <summary>A part of an expression: a field, an indicator on its inputs, one of its outputs, or a value of some bars ago.</summary>
internal abstract record ExpressionNode
{
    /// <summary>What it gives for each bar.</summary>
    public abstract ImmutableArray<OutputSpec> Outputs { get; }

    /// <summary>For people, and to tell whether two expressions are the same: every parameter is written out.</summary>
    public abstract string Text { get; }

    /// <summary>Whether it is fed with bars, so that others can stand on it.</summary>
    public virtual bool IsOfBars => true;

    /// <summary>A fresh indicator that computes it.</summary>
    public abstract Indicator Create();
}

/// <summary>A field of the bar.</summary>
internal sealed record FieldNode(BarField Field) : ExpressionNode
{
    public override ImmutableArray<OutputSpec> Outputs { get; } =
        [new OutputSpec(Field.ToString().ToLowerInvariant(), Field == BarField.Volume ? OutputScale.Volume : OutputScale.Level)];

    public override string Text => Field.ToString().ToLowerInvariant();

    public override Indicator Create() => new FieldValue(Field);
}

/// <summary>An indicator; without inputs it reads its usual fields.</summary>
internal sealed record IndicatorNode(IndicatorDescriptor Descriptor, ParameterValues Values, ImmutableArray<ExpressionNode> Inputs) : ExpressionNode
{
    public override ImmutableArray<OutputSpec> Outputs => Descriptor.Outputs;

    public override string Text =>
        $"{Descriptor.Name}({string.Join(", ", Inputs.Select(input => input.Text).Concat(Values.All.Select(pair => pair.Spec.Format(pair.Value))))})";

    public override bool IsOfBars => Descriptor.Input is IndicatorInput.Series or IndicatorInput.Pair or IndicatorInput.Bars;

    public override Indicator Create()
    {
        if (Inputs.All(input => input is FieldNode)) return Descriptor.Create(Values, [.. Inputs.Cast<FieldNode>().Select(input => input.Field)]);
        return Descriptor.Create(Values) switch
        {
            SeriesIndicator series => new Chain(Inputs[0].Create(), 0, series),
            PairIndicator pair => new PairChain(Inputs[0].Create(), 0, Inputs[1].Create(), 0, pair),
            var other => throw new InvalidOperationException($"{Descriptor.Name} says that it reads series, but is a {other.GetType()}"),
        };
    }
}

/// <summary>One of several outputs.</summary>
internal sealed record OutputNode(ExpressionNode Inner, int Index) : ExpressionNode
{
    public override ImmutableArray<OutputSpec> Outputs => [Inner.Outputs[Index]];

    public override string Text => $"{Inner.Text}.{Inner.Outputs[Index].Name}";

    public override Indicator Create() => Inner.Outputs.Length == 1 ? Inner.Create() : new OneOutput(Inner.Create(), Index);
}

/// <summary>The value of some bars ago.</summary>
internal sealed record LagNode(ExpressionNode Inner, int Bars) : ExpressionNode
{
    public override ImmutableArray<OutputSpec> Outputs => Inner.Outputs;

    public override string Text => string.Create(CultureInfo.InvariantCulture, $"{Inner.Text}[{Bars}]");

    public override Indicator Create() => Bars == 0 ? Inner.Create() : new Lagged(Inner.Create(), Bars);
}
