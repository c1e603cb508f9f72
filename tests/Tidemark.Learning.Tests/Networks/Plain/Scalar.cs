namespace Tidemark.Learning.Tests.Networks.Plain;

/// <summary>
/// A double that remembers how it was computed, so that any formula written with it has a gradient. Slow and plain on purpose: the formulas
/// of the tests are written with it once, forward, and finite differences check that the gradients are right.
/// </summary>
internal sealed class Scalar
{
    [ThreadStatic]
    private static long created;

    private readonly long order = created++;
    private readonly Scalar? first;
    private readonly Scalar? second;
    private readonly double byFirst;
    private readonly double bySecond;

    public Scalar(double value) => Value = value;

    private Scalar(double value, Scalar first, double byFirst, Scalar? second = null, double bySecond = 0)
    {
        Value = value;
        this.first = first;
        this.byFirst = byFirst;
        this.second = second;
        this.bySecond = bySecond;
    }

    public double Value { get; }

    /// <summary>The derivative of the number whose <see cref="Backward"/> ran.</summary>
    public double Gradient { get; private set; }

    public static implicit operator Scalar(double value) => new(value);

    public static Scalar operator +(Scalar a, Scalar b) => new(a.Value + b.Value, a, 1, b, 1);

    public static Scalar operator -(Scalar a, Scalar b) => new(a.Value - b.Value, a, 1, b, -1);

    public static Scalar operator -(Scalar a) => new(-a.Value, a, -1);

    public static Scalar operator *(Scalar a, Scalar b) => new(a.Value * b.Value, a, b.Value, b, a.Value);

    public static Scalar operator /(Scalar a, Scalar b) => new(a.Value / b.Value, a, 1 / b.Value, b, -a.Value / (b.Value * b.Value));

    public static Scalar Exp(Scalar a) => Of(a, Math.Exp(a.Value), Math.Exp(a.Value));

    public static Scalar Log(Scalar a) => Of(a, Math.Log(a.Value), 1 / a.Value);

    public static Scalar Sqrt(Scalar a) => Of(a, Math.Sqrt(a.Value), 0.5 / Math.Sqrt(a.Value));

    public static Scalar Tanh(Scalar a) => Of(a, Math.Tanh(a.Value), 1 - Math.Tanh(a.Value) * Math.Tanh(a.Value));

    public static Scalar Abs(Scalar a) => Of(a, Math.Abs(a.Value), Math.Sign(a.Value));

    public static Scalar Max(Scalar a, Scalar b) => a.Value > b.Value ? Of(a, a.Value, 1) : Of(b, b.Value, 1);

    public static Scalar Erf(Scalar a) => Of(a, PlainMath.Erf(a.Value), 2 / Math.Sqrt(Math.PI) * Math.Exp(-a.Value * a.Value));

    public static Scalar Power(Scalar a, double exponent) => Of(a, Math.Pow(a.Value, exponent), exponent * Math.Pow(a.Value, exponent - 1));

    public static Scalar Sigmoid(Scalar a) => 1 / (1 + Exp(-a));

    public static Scalar Relu(Scalar a) => Max(a, 0);

    public static Scalar Sum(IEnumerable<Scalar> all) => all.Aggregate((Scalar)0, (sum, one) => sum + one);

    public static Scalar Mean(IReadOnlyCollection<Scalar> all) => Sum(all) / all.Count;

    /// <summary>Fills the gradients of everything that this number was computed from.</summary>
    public void Backward()
    {
        var seen = new HashSet<Scalar> { this };
        var open = new Stack<Scalar>([this]);
        while (open.TryPop(out var one))
        {
            one.Gradient = 0;
            if (one.first is not null && seen.Add(one.first)) open.Push(one.first);
            if (one.second is not null && seen.Add(one.second)) open.Push(one.second);
        }
        Gradient = 1;
        foreach (var one in seen.OrderByDescending(one => one.order))
        {
            if (one.first is not null) one.first.Gradient += one.Gradient * one.byFirst;
            if (one.second is not null) one.second.Gradient += one.Gradient * one.bySecond;
        }
    }

    private static Scalar Of(Scalar a, double value, double derivative) => new(value, a, derivative);
}
