namespace Tidemark.Engine.Markets;

/// <summary>
/// Bars that mean nothing but themselves come in a row without a look at anything else, until something is asked for that later bars
/// must meet: an order, a change, a timer, another interval. Whoever takes such a wish ends the lull.
/// </summary>
internal sealed class Lull
{
    /// <summary>Whether something was asked for since <see cref="Begin"/>.</summary>
    public bool IsOver { get; private set; } = true;

    public void Begin() => IsOver = false;

    public void End() => IsOver = true;
}
