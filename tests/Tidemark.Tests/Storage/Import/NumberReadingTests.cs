using System.Globalization;
using System.Text;
using Tidemark.Storage.Import.Layouts;
using Tidemark.Storage.Import.Rows;

namespace Tidemark.Tests.Storage.Import;

/// <summary>Numbers and times are read to the last bit as the runtime's own parsers read them, the fast way as the careful way.</summary>
public sealed unsafe class NumberReadingTests
{
    private const int Rounds = 200_000;

    private static readonly RowPlan Plan = new(new TableLayout("test", TableKind.Trades, [ColumnRole.Time, ColumnRole.Price, ColumnRole.Quantity],
        (byte)',', TimeUnit.BySize, ["time", "price", "quantity"], 0));

    [Fact]
    public void Numbers_RandomDecimals_EqualTheRuntimesParserBitForBit()
    {
        var random = new Random(20240131);
        var fast = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var (price, quantity) = (RandomDecimal(random), RandomDecimal(random));
            var row = Read($"1700000000,{price},{quantity}", out var wasFast);
            if (wasFast) fast++;
            AssertSame(price, row[ColumnRole.Price]);
            AssertSame(quantity, row[ColumnRole.Quantity]);
        }
        Assert.InRange(fast, Rounds / 4, Rounds - 1);
    }

    [Theory]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740993")]
    [InlineData("9007199254740992.0")]
    [InlineData("90071992547409.93")]
    [InlineData("0.0000000000000000001")]
    [InlineData("0.1234567890123456789")]
    [InlineData("12345678.12345678")]
    [InlineData("99999999.99999999")]
    [InlineData("1e-7")]
    [InlineData("2.5E+3")]
    [InlineData("5e-324")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("465.864013671875")]
    [InlineData("0.02515999972820282")]
    [InlineData("1234567890123456789012345678901234567890.5")]
    [InlineData("+5")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("00012.50")]
    public void Numbers_AtTheEdgesOfTheFastWay_EqualTheRuntimesParser(string text) =>
        AssertSame(text, Read($"1700000000,{text},1", out _)[ColumnRole.Price]);

    [Fact]
    public void Times_RandomTexts_EqualTheDomainsParser()
    {
        var random = new Random(7);
        for (var i = 0; i < Rounds / 10; i++)
        {
            var time = new Instant(random.NextInt64(0, Instant.FromDate(2261, 12, 31).Nanoseconds));
            var text = TimeTextOf(time, random);
            Assert.Equal(Instant.Parse(text), new Instant(Read($"{text},1,1", out _).Time));
        }
    }

    [Theory]
    [InlineData(1_000, "")]
    [InlineData(1_000_000, "000")]
    [InlineData(1_000_000_000, "000000")]
    [InlineData(1, "")]
    public void Times_Numbers_AreReadByTheirSize(long perSecond, string zeros)
    {
        foreach (var seconds in (long[])[883_612_800, 1_364_774_820, 1_700_000_000, 4_102_444_800])
        {
            var text = perSecond == 1 ? $"{seconds}" : $"{seconds}000{zeros}";
            Assert.Equal(Instant.FromUnixSeconds(seconds), new Instant(Read($"{text},1,1", out var wasFast).Time));
            Assert.True(wasFast);
        }
    }

    [Theory]
    [InlineData("1672531436.5", "2023-01-01T00:03:56.500Z")]
    [InlineData("1.672531436E9", "2023-01-01T00:03:56Z")]
    [InlineData("20230131", "2023-01-31")]
    [InlineData("2023/01/31", "2023-01-31")]
    [InlineData("2023-01-31 10:20", "2023-01-31T10:20:00Z")]
    [InlineData("2023-01-31T10:20:30+02:00", "2023-01-31T08:20:30Z")]
    [InlineData("2023-02-02 09:20:00.138000+00:00", "2023-02-02T09:20:00.138Z")]
    [InlineData("2024-02-29", "2024-02-29")]
    [InlineData("1969-12-31 23:59:59", "1969-12-31T23:59:59Z")]
    public void Times_OtherForms_AreRead(string text, string expected) =>
        Assert.Equal(Instant.Parse(expected), new Instant(Read($"{text},1,1", out _).Time));

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("2023-13-01")]
    [InlineData("2023-01-01 24:00:00")]
    [InlineData("31/01/2023")]
    [InlineData("-5")]
    [InlineData("60000")]
    [InlineData("99999999999999999999")]
    [InlineData("1e400")]
    [InlineData("now")]
    public void Times_ThatAreNone_AreRefused(string text)
    {
        var row = default(RowValues);
        Assert.StartsWith($"time '{text}' is ", CarefulRow.Read(Encoding.UTF8.GetBytes($"{text},1,1"), Plan, ref row));
        Assert.True(IsLeftToCare($"{text},1,1"));
    }

    /// <summary>Reads a row carefully, and fast where that is possible; both must agree.</summary>
    private static RowValues Read(string line, out bool wasFast)
    {
        var careful = default(RowValues);
        Assert.Null(CarefulRow.Read(Encoding.UTF8.GetBytes(line), Plan, ref careful));
        wasFast = TryFast(line, out var fast);
        if (!wasFast) return careful;
        Assert.Equal(careful.Time, fast.Time);
        Assert.Equal(BitConverter.DoubleToInt64Bits(careful[ColumnRole.Price]), BitConverter.DoubleToInt64Bits(fast[ColumnRole.Price]));
        Assert.Equal(BitConverter.DoubleToInt64Bits(careful[ColumnRole.Quantity]), BitConverter.DoubleToInt64Bits(fast[ColumnRole.Quantity]));
        return fast;
    }

    private static bool IsLeftToCare(string line) => !TryFast(line, out _);

    private static bool TryFast(string line, out RowValues row)
    {
        row = default;
        var bytes = Encoding.UTF8.GetBytes(line + "\n" + new string('\0', 64));
        fixed (byte* text = bytes) return FastRow.TryRead(text, Plan, Plan.Kinds, ref row) != null;
    }

    private static void AssertSame(string text, double actual) => Assert.Equal(
        BitConverter.DoubleToInt64Bits(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(actual));

    private static string RandomDecimal(Random random)
    {
        var digits = string.Concat(Enumerable.Range(0, random.Next(1, 23)).Select(_ => (char)('0' + random.Next(10))));
        var text = digits.Insert(random.Next(digits.Length + 1), ".");
        if (random.Next(4) == 0) text = digits;
        if (random.Next(20) == 0) text += $"e{random.Next(-30, 30)}";
        return text;
    }

    private static string TimeTextOf(Instant time, Random random)
    {
        var text = time.ToString().TrimEnd('Z');
        return random.Next(5) switch
        {
            0 => text[..10],
            1 => text[..19].Replace('T', ' '),
            2 => text + "Z",
            3 => text[..Math.Min(text.Length, 19 + 1 + random.Next(1, 10))].TrimEnd('.'),
            _ => text,
        };
    }
}
