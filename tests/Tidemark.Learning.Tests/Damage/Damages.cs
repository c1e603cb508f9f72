using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Damage;

/// <summary>
/// Damages files and saved models in seeded ways. The tests take a few hundred damages of each kind; the environment variable
/// TIDEMARK_DAMAGE_ROUNDS takes so many times more.
/// </summary>
internal static class Damages
{
    private static readonly long[] Extremes = [0, 1, -1, 2, 127, 128, 255, 65_535, 65_536, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue, 1L << 32, 1L << 40];
    private static readonly string[] Words = ["-1", "0", "1", "2", "3", "1000000", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "1e300", "0.5", "true", "null", "\"\"", "\"x\"", "\"7\"", "[]", "{}", "[1]"];

    /// <summary>How often the usual number of damages is tried.</summary>
    public static int Rounds { get; } = int.TryParse(Environment.GetEnvironmentVariable("TIDEMARK_DAMAGE_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? Math.Max(1, rounds) : 1;

    /// <summary>A file with one to three damages: bits turned, numbers set to extremes, parts cut out, repeated, or taken from elsewhere.</summary>
    public static byte[] Of(byte[] file, SeededRandom random)
    {
        var damaged = file.ToList();
        for (var times = 1 + random.NextInt(3); times > 0 && damaged.Count > 0; times--)
        {
            // Headers are at the beginning, and decide more.
            var at = random.NextInt(random.NextBool(0.5) ? Math.Min(damaged.Count, 400) : damaged.Count);
            var length = 1 + random.NextInt(Math.Min(16, damaged.Count - at));
            switch (random.NextInt(6))
            {
                case 0:
                    damaged[at] ^= (byte)(1 << random.NextInt(8));
                    break;
                case 1:
                    var number = new byte[8];
                    BinaryPrimitives.WriteInt64LittleEndian(number, Extremes[random.NextInt(Extremes.Length)]);
                    for (var i = 0; i < (random.NextBool(0.5) ? 4 : 8) && at + i < damaged.Count; i++) damaged[at + i] = number[i];
                    break;
                case 2:
                    damaged.RemoveRange(at, length);
                    break;
                case 3:
                    damaged.InsertRange(at, damaged.GetRange(at, length));
                    break;
                case 4:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
                default:
                    var from = random.NextInt(damaged.Count - length + 1);
                    for (var i = 0; i < length; i++) damaged[at + i] = damaged[from + i];
                    break;
            }
        }
        return [.. damaged];
    }

    /// <summary>A saved model that could be written by anyone: a setting or a tensor of it is something else.</summary>
    public static ModelState Of(ModelState state, SeededRandom random)
    {
        var settings = state.Settings.DeepClone().AsObject();
        var tensors = state.Tensors.ToDictionary(pair => pair.Key, pair => pair.Value);
        for (var times = 1 + random.NextInt(2); times > 0; times--)
        {
            if (tensors.Count == 0 || random.NextBool(0.5)) Change(settings, random);
            else Change(tensors, random);
        }
        return state with { Settings = settings, Tensors = tensors };
    }

    private static void Change(JsonObject settings, SeededRandom random)
    {
        if (settings.Count == 0) return;
        var name = settings.Select(pair => pair.Key).ElementAt(random.NextInt(settings.Count));
        if (settings[name] is JsonObject { Count: > 0 } inner && random.NextBool(0.8)) Change(inner, random);
        else if (random.NextBool(0.1)) settings.Remove(name);
        else
        {
            var word = Words[random.NextInt(Words.Length)];
            // Settings of networks are texts.
            settings[name] = settings[name] is JsonValue value && value.TryGetValue<string>(out _) && random.NextBool(0.7) ? JsonValue.Create(word.Trim('"')) : JsonNode.Parse(word);
        }
    }

    private static void Change(Dictionary<string, StateTensor> tensors, SeededRandom random)
    {
        var name = tensors.Keys.Order(StringComparer.Ordinal).ElementAt(random.NextInt(tensors.Count));
        var tensor = tensors[name];
        var bytes = tensor.Bytes.ToArray();
        switch (random.NextInt(5))
        {
            case 0:
                tensors.Remove(name);
                break;
            case 1:
                tensors[name] = StateTensor.Of<double>([1, double.NaN, -3]);
                break;
            case 2:
                tensors[name] = StateTensor.Of(tensor.Element, [0], []);
                break;
            case 3:
                tensors[name] = StateTensor.Of(tensor.Element, [bytes.Length / StateTensor.SizeOf(tensor.Element)], bytes);
                break;
            default:
                var size = StateTensor.SizeOf(tensor.Element);
                if (bytes.Length == 0) break;
                var number = new byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(number, Extremes[random.NextInt(Extremes.Length)]);
                number.AsSpan(0, size).CopyTo(bytes.AsSpan(random.NextInt(bytes.Length / size) * size));
                tensors[name] = StateTensor.Of(tensor.Element, tensor.Shape.AsSpan(), bytes);
                break;
        }
    }
}
