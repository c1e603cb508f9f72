using System.Text;
using System.Text.Json;

namespace Tidemark.Cli.Commands.Bench.Faults;

/// <summary>What the exchange itself says, by its control API, which no fault touches.</summary>
internal sealed class DrillTruth(Uri server) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = server };

    public async Task<IReadOnlyList<ExchangeBook>> ReadBooksAsync(CancellationToken cancellation)
    {
        using var state = await ReadAsync("control/state", cancellation).ConfigureAwait(false);
        return [.. state.RootElement.GetProperty("markets").EnumerateArray().Select(market => new ExchangeBook(market.GetProperty("symbol").GetString()!,
            market.GetProperty("updateId").GetInt64(), market.GetProperty("lastTradeId").GetInt64(), Levels(market.GetProperty("bids")), Levels(market.GetProperty("asks"))))];
    }

    public async Task<Instant> ReadTimeAsync(CancellationToken cancellation)
    {
        using var state = await ReadAsync("control/state", cancellation).ConfigureAwait(false);
        return Instant.Parse(state.RootElement.GetProperty("time").GetString()!);
    }

    public Task<JsonDocument> ReadLedgerAsync(CancellationToken cancellation) => ReadAsync("control/ledger", cancellation);

    /// <summary>How many entries the log of faults has, by kind.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountFaultsAsync(CancellationToken cancellation)
    {
        using var log = await ReadAsync("control/faults", cancellation).ConfigureAwait(false);
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var fault in log.RootElement.GetProperty("done").GetProperty("faults").EnumerateArray())
        {
            var kind = fault.GetProperty("kind").GetString()!;
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
        }
        return counts;
    }

    /// <summary>Posts a plan; an empty list ends all faults.</summary>
    public Task PostFaultsAsync(string plan, CancellationToken cancellation) => PostAsync("control/faults", plan, cancellation);

    /// <summary>The market stands still, so that both sides come to the same update.</summary>
    public Task FreezeAsync(CancellationToken cancellation) => PostAsync("control/clock", """{"speed": 0.000001}""", cancellation);

    public void Dispose() => client.Dispose();

    private static (double, double)[] Levels(JsonElement levels) => [.. levels.EnumerateArray().Select(level => (level[0].GetDouble(), level[1].GetDouble()))];

    private async Task<JsonDocument> ReadAsync(string path, CancellationToken cancellation)
    {
        var body = await client.GetStreamAsync(path, cancellation).ConfigureAwait(false);
        await using (body.ConfigureAwait(false)) return await JsonDocument.ParseAsync(body, default, cancellation).ConfigureAwait(false);
    }

    private async Task PostAsync(string path, string body, CancellationToken cancellation)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(path, content, cancellation).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode) throw new BadInputException($"POST {path}: {await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false)}");
    }
}
