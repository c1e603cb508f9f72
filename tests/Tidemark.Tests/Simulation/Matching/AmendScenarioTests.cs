namespace Tidemark.Tests.Simulation.Matching;

/// <summary>Changes of resting orders; see <see cref="TradingScenarioTests"/> for the notation.</summary>
public sealed class AmendScenarioTests
{
    [Fact]
    public void LessQuantity_KeepsThePlace() => BookScenario.Run("""
        before  bid 100 | 1:5 2:3
        then    amend 1 to 2 @ 100
        events  1 amended to 2 @ 100, left 2
        after   bid 100 | 1:2 2:3
        """);

    [Fact]
    public void TheSameTerms_KeepThePlace() => BookScenario.Run("""
        before  bid 100 | 1:5 2:3
        then    amend 1 to 5 @ 100
        events  1 amended to 5 @ 100, left 5
        after   bid 100 | 1:5 2:3
        """);

    [Fact]
    public void MoreQuantity_GoesToTheEnd() => BookScenario.Run("""
        before  bid 100 | 1:5 2:3
        then    amend 1 to 6 @ 100
        events  1 amended to 6 @ 100, left 6
        after   bid 100 | 2:3 1:6
        """);

    [Fact]
    public void AnotherPrice_GoesToItsEnd_AndBackLosesThePlaceToo() => BookScenario.Run("""
        before  bid 100 | 1:5 2:3
                bid 99  | 3:4
        then    amend 1 to 5 @ 99
                amend 2 to 3 @ 99
                amend 1 to 5 @ 100
        events  1 amended to 5 @ 99, left 5
                2 amended to 3 @ 99, left 3
                1 amended to 5 @ 100, left 5
        after   bid 100 | 1:5
                bid 99  | 3:4 2:3
        """);

    [Fact]
    public void AnotherPrice_ThatReachesTheOtherSide_Trades() => BookScenario.Run("""
        before  ask 103 | 3:2
                ask 102 | 2:2
                bid 100 | 1:5
        then    amend 1 to 5 @ 102
        events  1 amended to 5 @ 102, left 5
                1 takes 2 @ 102 from 2, left 3 and 0
        after   ask 103 | 3:2
                bid 102 | 1:3
        """);

    [Fact]
    public void Quantity_IsTheWholeOne_FilledLotsIncluded() => BookScenario.Run("""
        before  bid 100 | 1:5
                2 sell 3 @ 100
        then    amend 1 to 4 @ 100
                amend 1 to 3 @ 100
        events  1 amended to 4 @ 100, left 1
                1 canceled AmendedToNothing, left 1
        after
        """);

    [Fact]
    public void PostOnly_ThatWouldTradeAfterwards_StaysAsItWas() => BookScenario.Run("""
        before  ask 102 | 2:2
                1 buy 5 @ 100 post-only
        then    amend 1 to 5 @ 102
                amend 1 to 5 @ 101
        events  1 amend-rejected WouldTake
                1 amended to 5 @ 101, left 5
        after   ask 102 | 2:2
                bid 101 | 1:5
        """);

    [Fact]
    public void Iceberg_GivesUpHiddenLotsFirst() => BookScenario.Run("""
        before  ask 102 | 1:3+5 2:4
        then    amend 1 to 4 @ 102
                amend 1 to 2 @ 102
                amend 1 to 9 @ 102
        events  1 amended to 4 @ 102, left 4
                1 amended to 2 @ 102, left 2
                1 amended to 9 @ 102, left 9
        after   ask 102 | 2:4 1:3+6
        """);

    [Fact]
    public void WhatMakesNoSense_LeavesTheOrder() => BookScenario.Run("""
        before  bid 100 | 1:5
        then    amend 7 to 5 @ 100
                amend 1 to 0 @ 100
                amend 1 to 5 @ 0
        events  7 amend-rejected UnknownOrder
                1 amend-rejected InvalidQuantity
                1 amend-rejected PriceOutOfRange
        after   bid 100 | 1:5
        """);

    [Fact]
    public void Amendment_ThatTrades_WakesStops() => BookScenario.Run("""
        before  last 100
                ask 102 | 2:3
                bid 100 | 1:2
                9 buy 1 market stop 102
        then    amend 1 to 2 @ 102
        events  1 amended to 2 @ 102, left 2
                1 takes 2 @ 102 from 2, left 0 and 1
                9 triggered
                9 takes 1 @ 102 from 2, left 0 and 0
        after
        """);
}
