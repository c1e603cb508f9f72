using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record OrdersAnswer : Answer
{
    [Description("Working orders first, then the last closed ones, newest first.")]
    public required IReadOnlyList<OrderItem> Orders { get; init; }
}
