namespace Tidemark.Strategies.Arbitrage;

/// <summary>Decides what is sent from one venue to another so that none runs dry.</summary>
/// <param name="assets">What is kept at all venues.</param>
/// <param name="below">The part of the even share below which a venue is sent some.</param>
/// <param name="largest">The most that is sent at once, a fraction of what the sender has.</param>
/// <param name="pause">How long to wait after a refusal.</param>
internal sealed class Inventories(string[] assets, double below, double largest, Duration pause)
{
    private readonly bool[] isUnderWay = new bool[assets.Length];
    private readonly Instant[] resumes = [.. assets.Select(_ => Instant.MinValue)];
    private readonly decimal?[] allowed = new decimal?[assets.Length];
    private int day;

    public IReadOnlyList<string> Assets => assets;

    /// <summary>What to send of an asset now; null for nothing.</summary>
    /// <param name="asset">What is sent.</param>
    /// <param name="held">What each venue has of it.</param>
    /// <param name="now">The engine's time.</param>
    public (decimal Quantity, int From, int To)? Next(string asset, decimal[] held, Instant now)
    {
        var number = Array.IndexOf(assets, asset);
        // Venues limit what leaves in a day.
        if (now.UnixDay != day) Array.Clear(allowed);
        day = now.UnixDay;
        if (isUnderWay[number] || now < resumes[number]) return null;
        var (from, to) = (Array.IndexOf(held, held.Max()), Array.IndexOf(held, held.Min()));
        var share = held.Sum() / held.Length;
        if (share <= 0m || held[to] >= share * (decimal)below) return null;
        var quantity = Math.Min(share - held[to], held[from] * (decimal)largest);
        if (allowed[number] is { } most) quantity = Math.Min(quantity, most);
        quantity = decimal.Floor(quantity * 100_000_000m) / 100_000_000m;
        if (quantity <= 0m) return null;
        isUnderWay[number] = true;
        return (quantity, from, to);
    }

    public void Hear(LedgerEntry entry, Instant now)
    {
        var number = Array.IndexOf(assets, entry.Asset);
        if (number < 0) return;
        if (entry.Kind == LedgerKind.TransferIn)
        {
            isUnderWay[number] = false;
            allowed[number] = null;
        }
        else if (entry.Kind == LedgerKind.TransferRefused)
        {
            isUnderWay[number] = false;
            resumes[number] = now + pause;
            allowed[number] = entry.Basis / 2;
        }
    }
}
