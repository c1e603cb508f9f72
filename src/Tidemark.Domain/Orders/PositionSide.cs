namespace Tidemark.Domain;

public enum PositionSide : byte
{
    Flat,
    Long,
    Short,
}
