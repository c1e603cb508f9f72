using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Engine.Orders;

/// <summary>
/// Makes the name of an order at its venue: the first 128 bits of SHA-256 over the journal id, the account, the strategy, the intent
/// number and the slice. The same after every restart, so that sending twice is seen as the same order by the venue.
/// </summary>
public static class ClientOrderIds
{
    public static ClientOrderId For(UInt128 journalId, AccountId account, StrategyId strategy, long intent, int slice)
    {
        var accountName = Encoding.UTF8.GetBytes(account.Name);
        var strategyName = Encoding.UTF8.GetBytes(strategy.Name);
        var buffer = new byte[16 + 4 + accountName.Length + 4 + strategyName.Length + 8 + 4];
        var rest = buffer.AsSpan();
        BinaryPrimitives.WriteUInt128LittleEndian(rest, journalId);
        rest = rest[16..];
        rest = WriteName(rest, accountName);
        rest = WriteName(rest, strategyName);
        BinaryPrimitives.WriteInt64LittleEndian(rest, intent);
        BinaryPrimitives.WriteInt32LittleEndian(rest[8..], slice);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer, hash);
        return new ClientOrderId(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    private static Span<byte> WriteName(Span<byte> target, ReadOnlySpan<byte> name)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, name.Length);
        name.CopyTo(target[4..]);
        return target[(4 + name.Length)..];
    }
}
