using System.Globalization;
using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Labels;

/// <summary>
/// Whether the close stands higher some bars later. With a dead zone there are three classes: down, flat (the return lies inside the zone)
/// and up; or flat samples have no label and two classes remain.
/// </summary>
/// <param name="Bars">How many bars later.</param>
/// <param name="DeadZone">The largest logarithmic return, up or down, that counts as flat; 0 for none.</param>
/// <param name="DeadZoneVolatilities">The same in deviations of the returns of the last <paramref name="Span"/> bars, grown by the root of the horizon; the wider of both holds.</param>
/// <param name="Span">Bars of which the deviation is taken.</param>
/// <param name="DropsFlat">Whether flat samples have no label.</param>
public sealed record DirectionLabel(int Bars, double DeadZone = 0, double DeadZoneVolatilities = 0, int Span = 100, bool DropsFlat = false) : LabelRule
{
    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture,
        $"direction:horizon={Bars}{(DeadZone > 0 ? $",deadzone={DeadZone}" : "")}{(DeadZoneVolatilities > 0 ? $",deadzone-vol={DeadZoneVolatilities},span={Span}" : "")}{(DropsFlat ? ",flat=drop" : "")}");

    /// <inheritdoc/>
    public override LearningTask Task => HasZone && !DropsFlat ? LearningTask.MultiClass : LearningTask.Binary;

    /// <inheritdoc/>
    public override int Horizon => Bars;

    private bool HasZone => DeadZone > 0 || DeadZoneVolatilities > 0;

    /// <inheritdoc/>
    public override LabelColumn Compute(BarColumns bars)
    {
        var labels = LabelColumn.Empty(bars.Count);
        var closes = bars.Close.Span;
        var deviations = DeadZoneVolatilities > 0 ? PastDeviation.Of(bars, Span) : null;
        for (var i = 0; i + Bars < bars.Count; i++)
        {
            var value = LogReturn(closes, i, i + Bars);
            var zone = DeadZone;
            if (deviations is not null)
            {
                if (double.IsNaN(deviations[i])) continue;
                zone = Math.Max(zone, DeadZoneVolatilities * deviations[i] * Math.Sqrt(Bars));
            }
            var isFlat = HasZone && Math.Abs(value) <= zone;
            if (isFlat && DropsFlat) continue;
            // Compared as prices, so that a close that stands where it stood is not up by a rounding of the logarithm.
            var up = closes[i + Bars] > closes[i];
            labels.Set(i, Task == LearningTask.Binary ? up ? 1 : 0 : isFlat ? 1 : up ? 2 : 0, i + Bars, value);
        }
        return labels;
    }
}
