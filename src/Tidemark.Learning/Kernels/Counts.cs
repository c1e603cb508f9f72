namespace Tidemark.Learning.Kernels;

/// <summary>Small numbers as types.</summary>
internal static class Counts
{
    public readonly struct One : ICount
    {
        public static int Value => 1;
    }

    public readonly struct Two : ICount
    {
        public static int Value => 2;
    }

    public readonly struct Three : ICount
    {
        public static int Value => 3;
    }

    public readonly struct Four : ICount
    {
        public static int Value => 4;
    }

    public readonly struct Six : ICount
    {
        public static int Value => 6;
    }
}
