using Tidemark.Venues.Credentials;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Tests.Venues.Credentials;

public sealed class KeyGateTests
{
    private static readonly KeyRights Trading = new(true, true, false);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An answer that does not say what the key may do does not say that it may.</summary>
    [Theory]
    [InlineData(VenueErrorKind.MalformedAnswer)]
    [InlineData(VenueErrorKind.Rejected)]
    [InlineData(VenueErrorKind.InvalidRequest)]
    [InlineData(VenueErrorKind.Permission)]
    [InlineData(VenueErrorKind.Network)]
    public async Task OddAnswer_LetsNothingThrough_UntilTheRightsAreKnown(VenueErrorKind kind)
    {
        var account = new Account { Answer = VenueError.Final(kind, "odd") };
        var gate = new KeyGate(account, allowsWithdrawal: false);
        Assert.Equal(kind, (await gate.EnsureAsync(Cancellation))!.Kind);
        Assert.Equal(kind, (await gate.EnsureAsync(Cancellation))!.Kind);
        account.Answer = Trading;
        Assert.Null(await gate.EnsureAsync(Cancellation));
    }

    [Fact]
    public async Task VenueWithoutTheQuestion_LetsThrough()
    {
        var gate = new KeyGate(new Account { Answer = VenueError.Final(VenueErrorKind.NotSupported, "no such page") }, allowsWithdrawal: false);
        Assert.Null(await gate.EnsureAsync(Cancellation));
    }

    [Fact]
    public async Task KeyThatCanTakeMoneyOut_IsRefused_UnlessItIsAllowed()
    {
        var account = new Account { Answer = Trading with { CanWithdraw = true } };
        Assert.Equal(VenueErrorKind.Permission, (await new KeyGate(account, allowsWithdrawal: false).EnsureAsync(Cancellation))!.Kind);
        Assert.Null(await new KeyGate(account, allowsWithdrawal: true).EnsureAsync(Cancellation));
    }

    private sealed class Account : IAccountVenue
    {
        public required VenueResult<KeyRights> Answer { get; set; }

        public Task<VenueResult<KeyRights>> ReadKeyRightsAsync(CancellationToken cancellation = default) => Task.FromResult(Answer);

        public Task<VenueResult<IReadOnlyList<VenueBalance>>> ReadBalancesAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<VenueResult<IReadOnlyList<VenuePosition>>> ReadPositionsAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<VenueResult<VenueFeeRates>> ReadFeeRatesAsync(InstrumentId instrument, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<VenueResult<decimal>> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancellation = default) => throw new NotSupportedException();
    }
}
