using System.Globalization;

namespace Tidemark.Strategies.Grids;

/// <summary>The grid of one instrument.</summary>
internal sealed class RunningGrid
{
    /// <summary>From the lowest up; empty while there is none.</summary>
    public GridSlot[] Slots { get; set; } = [];

    public GridLevels Levels { get; set; }

    /// <summary>What each slot buys.</summary>
    public Quantity Quantity { get; set; }

    /// <summary>Closes since the stop; -1 where it was not hit.</summary>
    public int BarsSinceStop { get; set; } = -1;

    /// <summary>What an earlier session handed over; null once it is taken up.</summary>
    public Saved? Earlier { get; set; }

    public bool IsRunning => Slots.Length > 0;

    public double TopPrice => Levels.PriceOf(Slots[^1].Level + 1);

    public double BottomPrice => Levels.PriceOf(Slots[0].Level);

    /// <summary>What another session needs to go on: anchor, quantity and which slots are filled; null for nothing.</summary>
    public string? Save() => !IsRunning
        ? BarsSinceStop < 0 ? null : string.Create(CultureInfo.InvariantCulture, $"stopped {BarsSinceStop}")
        : string.Create(CultureInfo.InvariantCulture, $"{Levels.Anchor:R} {Quantity} {string.Join(',', Slots.Where(slot => slot.Held >= Quantity.Value / 2).Select(slot => slot.Level.ToString(CultureInfo.InvariantCulture)))}");

    public void Load(string text)
    {
        var words = text.Split(' ');
        if (words[0] == "stopped") BarsSinceStop = int.Parse(words[1], CultureInfo.InvariantCulture);
        else
            Earlier = new Saved(double.Parse(words[0], CultureInfo.InvariantCulture), new Quantity(decimal.Parse(words[1], CultureInfo.InvariantCulture)),
                [.. words[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(level => int.Parse(level, CultureInfo.InvariantCulture))]);
    }

    /// <summary>A grid of an earlier session.</summary>
    internal sealed record Saved(double Anchor, Quantity Quantity, HashSet<int> Held);
}
