namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Operators that work element by element.</summary>
internal static class ElementOperators
{
    private const double InverseRootOfTwo = 0.70710678118654752440;

    public static void AddTo(Dictionary<string, Action<OnnxStep>> operators)
    {
        AddSimple(operators);
        AddWithSettings(operators);
        AddBinary(operators);
        operators["Clip"] = Clip;
        operators["PRelu"] = step => Binary(step, (value, slope) => value < 0 ? value * slope : value, null);
        operators["Not"] = step => Whole(step, value => value == 0 ? 1 : 0);
        operators["Cast"] = Cast;
        operators["Where"] = Where;
    }

    private static void AddSimple(Dictionary<string, Action<OnnxStep>> operators)
    {
        void Add(string name, Func<float, float> function, Func<long, long>? whole = null) => operators[name] = step => Unary(step, function, whole);
        Add("Abs", MathF.Abs, Math.Abs);
        Add("Neg", value => -value, value => -value);
        Add("Exp", MathF.Exp);
        Add("Log", MathF.Log);
        Add("Sqrt", MathF.Sqrt);
        Add("Reciprocal", value => 1 / value);
        Add("Floor", MathF.Floor);
        Add("Ceil", MathF.Ceiling);
        Add("Sin", MathF.Sin);
        Add("Cos", MathF.Cos);
        Add("Sign", value => float.IsNaN(value) ? value : MathF.Sign(value), value => Math.Sign(value));
        Add("Tanh", MathF.Tanh);
        Add("Sigmoid", Sigmoid);
        Add("Relu", value => value < 0 ? 0 : value, value => Math.Max(value, 0));
        Add("Softplus", Softplus);
        Add("Softsign", value => value / (1 + MathF.Abs(value)));
        Add("HardSwish", value => value * Math.Clamp(value / 6 + 0.5f, 0, 1));
        Add("Mish", value => value * MathF.Tanh(Softplus(value)));
        Add("Erf", value => (float)ErrorFunction.Erf(value));
    }

    private static void AddWithSettings(Dictionary<string, Action<OnnxStep>> operators)
    {
        operators["LeakyRelu"] = step =>
        {
            var slope = step.Node.Number("alpha", 0.01f);
            Unary(step, value => value < 0 ? slope * value : value, null);
        };
        operators["Elu"] = step =>
        {
            var alpha = step.Node.Number("alpha", 1);
            Unary(step, value => value < 0 ? alpha * (MathF.Exp(value) - 1) : value, null);
        };
        operators["Celu"] = step =>
        {
            var alpha = step.Node.Number("alpha", 1);
            Unary(step, value => Math.Max(0, value) + Math.Min(0, alpha * (MathF.Exp(value / alpha) - 1)), null);
        };
        operators["Selu"] = step =>
        {
            var (alpha, gamma) = (step.Node.Number("alpha", 1.67326319217681884765625f), step.Node.Number("gamma", 1.05070102214813232421875f));
            Unary(step, value => value > 0 ? gamma * value : gamma * (alpha * MathF.Exp(value) - alpha), null);
        };
        operators["HardSigmoid"] = step =>
        {
            var (alpha, beta) = (step.Node.Number("alpha", 0.2f), step.Node.Number("beta", 0.5f));
            Unary(step, value => Math.Clamp(alpha * value + beta, 0, 1), null);
        };
        operators["Gelu"] = step =>
        {
            var isApproximate = step.Node.Text("approximate", "none") == "tanh";
            Unary(step, value => isApproximate ? 0.5f * value * (1 + MathF.Tanh(0.7978845608f * (value + 0.044715f * value * value * value)))
                : (float)(0.5 * value * (1 + ErrorFunction.Erf(value * InverseRootOfTwo))), null);
        };
    }

    private static void AddBinary(Dictionary<string, Action<OnnxStep>> operators)
    {
        operators["Add"] = step => Binary(step, (left, right) => left + right, (left, right) => left + right);
        operators["Sub"] = step => Binary(step, (left, right) => left - right, (left, right) => left - right);
        operators["Mul"] = step => Binary(step, (left, right) => left * right, (left, right) => left * right);
        operators["Div"] = step => Binary(step, (left, right) => left / right, (left, right) => right == 0 ? throw step.Refusal("a division of whole numbers by zero") : left / right);
        operators["Pow"] = Power;
        operators["Mod"] = step => Binary(step, (left, right) => left % right,
            (left, right) => right == 0 ? throw step.Refusal("a division of whole numbers by zero") : step.Node.Integer("fmod", 0) != 0 ? left % right : ((left % right) + right) % right);
        operators["Max"] = step => Many(step, Math.Max, Math.Max);
        operators["Min"] = step => Many(step, Math.Min, Math.Min);
        operators["Sum"] = step => Many(step, (left, right) => left + right, (left, right) => left + right);
        operators["Equal"] = step => Compare(step, (left, right) => left == right, (left, right) => left == right);
        operators["Less"] = step => Compare(step, (left, right) => left < right, (left, right) => left < right);
        operators["LessOrEqual"] = step => Compare(step, (left, right) => left <= right, (left, right) => left <= right);
        operators["Greater"] = step => Compare(step, (left, right) => left > right, (left, right) => left > right);
        operators["GreaterOrEqual"] = step => Compare(step, (left, right) => left >= right, (left, right) => left >= right);
        operators["And"] = step => Compare(step, (_, _) => false, (left, right) => left != 0 && right != 0);
        operators["Or"] = step => Compare(step, (_, _) => false, (left, right) => left != 0 || right != 0);
    }

    public static float Sigmoid(float value) => 1 / (1 + MathF.Exp(-value));

    private static float Softplus(float value) => Math.Max(value, 0) + MathF.Log(1 + MathF.Exp(-MathF.Abs(value)));

    private static void Unary(OnnxStep step, Func<float, float> function, Func<long, long>? whole)
    {
        var from = step.Input(0);
        if (!from.IsFloat && whole is not null)
        {
            Whole(step, whole);
            return;
        }
        var source = step.Floats(0);
        var to = step.Float(from.Shape);
        step.Outputs = [to];
        var target = to.Floats!;
        step.Compute = () =>
        {
            for (var i = 0; i < target.Length; i++) target[i] = function(source[i]);
        };
    }

    private static void Whole(OnnxStep step, Func<long, long> function)
    {
        var from = step.Input(0);
        var source = from.Integers ?? throw step.Refusal("its input is not of whole numbers");
        var to = step.Whole(from.Element, from.Shape);
        step.Outputs = [to];
        step.Compute = () =>
        {
            for (var i = 0; i < source.Length; i++) to.Integers![i] = function(source[i]);
        };
    }

    private static void Power(OnnxStep step)
    {
        // Squares are what normalisations need; they are spared the logarithm.
        if (step.Optional(1) is { IsConstant: true, Count: 1 } exponent && (exponent.Floats?[0] ?? exponent.Integers![0]) == 2)
            Unary(step, value => value * value, value => value * value);
        else if (step.Input(0).IsFloat && !step.Input(1).IsFloat) throw step.Refusal("an exponent of whole numbers is supported where it is the constant 2");
        else Binary(step, MathF.Pow, (left, right) => (long)Math.Pow(left, right));
    }

    private static void Binary(OnnxStep step, Func<float, float, float> function, Func<long, long, long>? whole)
    {
        var (left, right, shape) = Pair(step);
        var to = step.Like(left, shape);
        step.Outputs = [to];
        if (left.Floats is { } a && right.Floats is { } b)
        {
            var target = to.Floats!;
            if (a.Length == target.Length && b.Length == target.Length)
            {
                step.Compute = () =>
                {
                    for (var i = 0; i < target.Length; i++) target[i] = function(a[i], b[i]);
                };
                return;
            }
            var (first, second) = (step.Stretched(left.Shape, shape), step.Stretched(right.Shape, shape));
            step.Compute = () =>
            {
                for (var i = 0; i < target.Length; i++) target[i] = function(a[first[i]], b[second[i]]);
            };
            return;
        }
        if (whole is null || left.IsFloat || right.IsFloat) throw step.Refusal("its inputs are of different types");
        var (one, other) = (step.Stretched(left.Shape, shape), step.Stretched(right.Shape, shape));
        step.Compute = () =>
        {
            for (var i = 0; i < one.Length; i++) to.Integers![i] = whole(left.Integers![one[i]], right.Integers![other[i]]);
        };
    }

    private static void Many(OnnxStep step, Func<float, float, float> function, Func<long, long, long> whole)
    {
        if (step.Inputs.Length == 2)
        {
            Binary(step, function, whole);
            return;
        }
        if (step.Inputs.Length != 1) throw step.Refusal($"{step.Inputs.Length} inputs are not supported, two are");
        step.Outputs = [step.Input(0)];
    }

    private static void Compare(OnnxStep step, Func<float, float, bool> function, Func<long, long, bool> whole)
    {
        var (left, right, shape) = Pair(step);
        if (left.IsFloat != right.IsFloat) throw step.Refusal("its inputs are of different types");
        var to = step.Whole(OnnxElement.Boolean, shape);
        step.Outputs = [to];
        var (first, second) = (step.Stretched(left.Shape, shape), step.Stretched(right.Shape, shape));
        step.Compute = () =>
        {
            for (var i = 0; i < first.Length; i++)
                to.Integers![i] = (left.IsFloat ? function(left.Floats![first[i]], right.Floats![second[i]]) : whole(left.Integers![first[i]], right.Integers![second[i]])) ? 1 : 0;
        };
    }

    private static (OnnxValue Left, OnnxValue Right, int[] Shape) Pair(OnnxStep step)
    {
        var (left, right) = (step.Input(0), step.Input(1));
        var shape = OnnxIndexing.Together(left.Shape, right.Shape)
            ?? throw step.Refusal($"shapes [{string.Join(", ", left.Shape)}] and [{string.Join(", ", right.Shape)}] do not go together");
        return (left, right, shape);
    }

    private static void Clip(OnnxStep step)
    {
        // Limits were attributes before operator set 11.
        var low = step.Node.Number("min", float.NegativeInfinity);
        var high = step.Node.Number("max", float.PositiveInfinity);
        if (step.Optional(1) is { } lowest) low = lowest.IsConstant ? lowest.Floats?[0] ?? lowest.Integers![0] : throw step.Refusal("limits that are not constant are not supported");
        if (step.Optional(2) is { } highest) high = highest.IsConstant ? highest.Floats?[0] ?? highest.Integers![0] : throw step.Refusal("limits that are not constant are not supported");
        Unary(step, value => value < low ? low : value > high ? high : value, value => value < low ? (long)low : value > high ? (long)high : value);
    }

    private static void Cast(OnnxStep step)
    {
        var from = step.Input(0);
        var wanted = (OnnxElement)step.Node.Integer("to", 0);
        if (!Enum.IsDefined(wanted) || wanted == OnnxElement.Unknown) throw step.Refusal($"the element type {(int)wanted} of ONNX is not supported");
        var isFloat = OnnxTensor.IsFloat(wanted);
        if (isFloat && from.IsFloat)
        {
            step.Outputs = [from];
            return;
        }
        var to = isFloat ? step.Float(from.Shape) : step.Whole(wanted, from.Shape);
        step.Outputs = [to];
        step.Compute = () =>
        {
            for (var i = 0; i < from.Count; i++)
                if (isFloat) to.Floats![i] = from.Integers![i];
                else
                {
                    var value = from.IsFloat ? (wanted == OnnxElement.Boolean && from.Floats![i] != 0 ? 1 : (long)from.Floats![i]) : from.Integers![i];
                    to.Integers![i] = wanted switch
                    {
                        OnnxElement.Boolean => value == 0 ? 0 : 1,
                        OnnxElement.Int32 => (int)value,
                        OnnxElement.UInt8 => (byte)value,
                        OnnxElement.Int8 => (sbyte)value,
                        _ => value,
                    };
                }
        };
    }

    private static void Where(OnnxStep step)
    {
        var (condition, left, right) = (step.Input(0), step.Input(1), step.Input(2));
        if (condition.IsFloat || left.IsFloat != right.IsFloat) throw step.Refusal("its inputs are not of the types that belong there");
        var shape = (OnnxIndexing.Together(left.Shape, right.Shape) is { } both ? OnnxIndexing.Together(condition.Shape, both) : null) ?? throw step.Refusal("the shapes of its inputs do not go together");
        var to = step.Like(left, shape);
        step.Outputs = [to];
        var (which, first, second) = (step.Stretched(condition.Shape, shape), step.Stretched(left.Shape, shape), step.Stretched(right.Shape, shape));
        step.Compute = () =>
        {
            for (var i = 0; i < which.Length; i++)
            {
                var isLeft = condition.Integers![which[i]] != 0;
                if (to.Floats is { } floats) floats[i] = isLeft ? left.Floats![first[i]] : right.Floats![second[i]];
                else to.Integers![i] = isLeft ? left.Integers![first[i]] : right.Integers![second[i]];
            }
        };
    }
}
