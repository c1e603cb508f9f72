namespace Tidemark.Learning.Formats.Onnx;

/// <summary>The element types of ONNX that are known here, with ONNX's numbers.</summary>
internal enum OnnxElement
{
    Unknown = 0,
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Boolean = 9,
    Float16 = 10,
    Double = 11,
    BFloat16 = 16,
}
