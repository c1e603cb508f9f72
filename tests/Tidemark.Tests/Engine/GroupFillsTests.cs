using Tidemark.Engine.Orders.Running;

namespace Tidemark.Tests.Engine;

public sealed class GroupFillsTests
{
    [Fact]
    public void Groups_ThatNobodyWorksInAnyMore_AreForgottenInTime()
    {
        var fills = new GroupFills(group => group is 3 or 9_990);
        for (var group = 1; group <= 10_000; group++) fills.Add(group, group);
        Assert.InRange(fills.Count, 1_000, 1_100);
        Assert.Equal((3m, 9_990m, 10_000m, 0m), (fills.Of(3), fills.Of(9_990), fills.Of(10_000), fills.Of(4)));
        fills.Add(3, 0.5m);
        Assert.True(fills.TryFind(3, out var quantity));
        Assert.Equal(3.5m, quantity);
        Assert.False(fills.TryFind(5, out _));
    }
}
