using Tidemark.Learning.Kernels.Recurrent;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>
/// Gated recurrent units; gate rows r, z, n with n = tanh(W_in x + b_in + r * (W_hn h + b_hn)) and h' = (1 - z) * n + z * h. Source: K. Cho and
/// others, "Learning Phrase Representations using RNN Encoder-Decoder" (2014), with the reset gate after the product.
/// </summary>
/// <param name="shape">Sizes.</param>
public sealed class Gru(RecurrentShape shape) : RecurrentLayer(RecurrentKind.Gru, shape);
