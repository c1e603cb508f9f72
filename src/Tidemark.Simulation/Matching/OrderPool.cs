using System.Runtime.CompilerServices;

namespace Tidemark.Simulation.Matching;

/// <summary>All live orders in two arrays; an order is known by its index, and 0 is none. Freed nodes are used again, latest first.</summary>
internal sealed class OrderPool(int initialOrders)
{
    private int firstFree;

    public OrderNode[] Nodes = new OrderNode[initialOrders + 1];

    public RareTerms[] Rare = new RareTerms[initialOrders + 1];

    /// <summary>Above every index in use.</summary>
    public int End { get; private set; } = 1;

    /// <summary>A node whose fields are those of its last user.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Rent()
    {
        var index = firstFree;
        if (index == 0) return RentNew();
        firstFree = Nodes[index].Next;
        return index;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Return(int index)
    {
        ref var node = ref Nodes[index];
        node.QuantityLots = 0;
        node.Next = firstFree;
        firstFree = index;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int RentNew()
    {
        if (End == Nodes.Length)
        {
            Array.Resize(ref Nodes, Nodes.Length * 2);
            Array.Resize(ref Rare, Nodes.Length);
        }
        return End++;
    }
}
