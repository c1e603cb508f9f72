using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Features;

/// <summary>A formula made ready to be computed row after row without allocating.</summary>
internal sealed class FormulaProgram
{
    private readonly List<Step> steps = [];
    private readonly List<DelayLine> delays = [];
    private readonly double[] stack;
    private readonly DelayLine[] lines;

    public FormulaProgram(FormulaNode root)
    {
        var deepest = 0;
        Add(root, 0, ref deepest);
        stack = new double[deepest];
        lines = [.. delays];
    }

    private enum StepKind : byte
    {
        Number,
        Slot,
        Unary,
        Binary,
        Delay,
    }

    /// <summary>The value of the next row.</summary>
    public double Next(ReadOnlySpan<double> slots)
    {
        var top = -1;
        foreach (var step in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(steps))
        {
            switch (step.Kind)
            {
                case StepKind.Number: stack[++top] = step.Number; break;
                case StepKind.Slot: stack[++top] = slots[step.Index]; break;
                case StepKind.Unary: stack[top] = step.Unary!(stack[top]); break;
                case StepKind.Delay: stack[top] = lines[step.Index].Exchange(stack[top]); break;
                default:
                    top--;
                    stack[top] = step.Binary!(stack[top], stack[top + 1]);
                    break;
            }
        }
        return stack[0];
    }

    public void Keep(IndicatorState state)
    {
        foreach (ref var line in lines.AsSpan()) line.Keep(state);
    }

    private void Add(FormulaNode node, int depth, ref int deepest)
    {
        deepest = Math.Max(deepest, depth + 1);
        switch (node)
        {
            case NumberNode number: steps.Add(new Step(StepKind.Number) { Number = number.Value }); break;
            case SlotNode slot: steps.Add(new Step(StepKind.Slot) { Index = slot.Slot }); break;
            case UnaryNode unary:
                Add(unary.Inner, depth, ref deepest);
                steps.Add(new Step(StepKind.Unary) { Unary = unary.Function });
                break;
            case BinaryNode binary:
                Add(binary.Left, depth, ref deepest);
                Add(binary.Right, depth + 1, ref deepest);
                steps.Add(new Step(StepKind.Binary) { Binary = binary.Function });
                break;
            case DelayNode delay:
                Add(delay.Inner, depth, ref deepest);
                steps.Add(new Step(StepKind.Delay) { Index = delays.Count });
                delays.Add(new DelayLine(delay.Rows));
                break;
            default: throw new InvalidOperationException($"{node.GetType().Name} cannot be computed row after row");
        }
    }

    private readonly record struct Step(StepKind Kind)
    {
        public int Index { get; init; }

        public double Number { get; init; }

        public Func<double, double>? Unary { get; init; }

        public Func<double, double, double>? Binary { get; init; }
    }
}
