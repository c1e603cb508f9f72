using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record BalanceItem
{
    public required string Account { get; init; }

    public required string Asset { get; init; }

    [Description("In units of the asset; negative is owed.")]
    public required decimal Balance { get; init; }
}
