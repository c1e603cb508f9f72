using System.Globalization;
using System.Text;
using Tidemark.Storage.Import;
using Tidemark.Storage.Import.Repairs;

namespace Tidemark.Tests.Storage.Import;

/// <summary>
/// Files damaged at random: each is either refused by name or read as a plain reader without any cleverness reads it. The seed is
/// fixed; a failure names its round.
/// </summary>
public sealed class MutationTests : IDisposable
{
    private const int Rounds = 1000;
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_DamagedText_IsRefusedOrReadAsItStands()
    {
        var random = new Random(4711);
        var whole = Encoding.UTF8.GetBytes(WholeText());
        var (refused, accepted) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var damaged = Damage(whole, random);
            var path = folder.Write("damaged.csv", damaged);
            try
            {
                var bars = BarFileReader.Read(path, new ReadOptions { Interval = Interval.Minutes(1) }).Bars;
                AssertReadAsItStands(bars, Encoding.UTF8.GetString(damaged), round);
                accepted++;
            }
            catch (BadInputException refusal)
            {
                Assert.True(refusal.Message.StartsWith(path, StringComparison.Ordinal) && !refusal.Message.Contains('\n', StringComparison.Ordinal), $"round {round}: {refusal.Message}");
                refused++;
            }
        }
        Assert.True(refused > Rounds / 10 && accepted > Rounds / 10, $"{refused} refused, {accepted} accepted: the damage proves nothing");
    }

    [Fact]
    public void Read_DamagedTextWithEveryRepair_KeepsOnlyRowsThatStandThere()
    {
        var random = new Random(815);
        var whole = Encoding.UTF8.GetBytes(WholeText());
        var repairs = RepairNames.Parse(["skip"]);
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var damaged = Damage(whole, random);
            // Under another header the rows mean something else.
            if (!Encoding.UTF8.GetString(damaged).StartsWith(ImportFolder.Header + "\n", StringComparison.Ordinal)) continue;
            try
            {
                var read = BarFileReader.Read(folder.Write("damaged.csv", damaged), new ReadOptions { Interval = Interval.Minutes(1), Repairs = repairs });
                var there = PlainRows(Encoding.UTF8.GetString(damaged)).ToHashSet();
                for (var i = 0; i < read.Bars.Count; i++) Assert.True(there.Contains(read.Bars[i]), $"round {round}: {read.Bars[i]} stands nowhere");
                Assert.Equal(read.Tables[0].RowsRead - read.Tables[0].RowsKept, read.Tables[0].Repairs.Sum(repair => repair.Rows));
                accepted++;
            }
            catch (BadInputException)
            {
                // Every row may be gone, or the interval wrong.
            }
        }
        Assert.True(accepted > Rounds / 2, $"{accepted} accepted");
    }

    private static string WholeText()
    {
        var text = new StringBuilder(ImportFolder.Header).Append('\n');
        for (var i = 0; i < 12; i++) text.Append(CultureInfo.InvariantCulture, $"{1704067200000 + i * 60_000L},{100 + i}.25,{103 + i}.5,{99 + i},{101 + i}.125,{i * 7}.75\n");
        return text.ToString();
    }

    /// <summary>Changes, inserts, removes or doubles bytes, or cuts the text.</summary>
    private static byte[] Damage(byte[] whole, Random random)
    {
        var bytes = new List<byte>(whole);
        for (var count = random.Next(1, 4); count > 0 && bytes.Count > 1; count--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = (byte)"0123456789.,-+e\n\r\"; \t"[random.Next(21)]; break;
                case 2: bytes.Insert(at, (byte)"0123456789.,-+e\n\r\"; \t"[random.Next(21)]); break;
                case 3: bytes.RemoveAt(at); break;
                case 4: bytes.RemoveRange(at, Math.Min(random.Next(60), bytes.Count - at)); break;
                case 5: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(60), bytes.Count - at))); break;
                default:
                    if (random.Next(4) == 0) bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }
        return [.. bytes];
    }

    private static void AssertReadAsItStands(BarColumns bars, string text, int round)
    {
        var expected = PlainRows(text).OrderBy(bar => bar.OpenTime).ToList();
        Assert.True(expected.Count == bars.Count, $"round {round}: {bars.Count} bars read, {expected.Count} stand there");
        for (var i = 0; i < expected.Count; i++) Assert.True(expected[i] == bars[i], $"round {round}: {bars[i]} read, {expected[i]} stands there");
    }

    /// <summary>The rows that a plain reader understands: six fields, a time in milliseconds and five decimal numbers.</summary>
    private static List<Bar> PlainRows(string text)
    {
        var rows = new List<Bar>();
        foreach (var line in text.Split('\n').Skip(text.StartsWith(ImportFolder.Header, StringComparison.Ordinal) ? 1 : 0))
        {
            var fields = line.TrimEnd('\r').Split(',').Select(field => field.Trim(' ').Trim('"').Trim(' ')).ToArray();
            if (fields.Length != 6) continue;
            if (!decimal.TryParse(fields[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var time) || time is < 0 or > 9_000_000_000_000) continue;
            var numbers = new double[5];
            var isRow = true;
            for (var i = 0; i < 5; i++) isRow &= double.TryParse(fields[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]);
            if (isRow) rows.Add(new Bar(new Instant((long)(time * 1_000_000)), numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]));
        }
        return rows;
    }
}
