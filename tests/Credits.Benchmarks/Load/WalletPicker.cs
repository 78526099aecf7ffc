namespace Credits.Benchmarks.Load;

/// <summary>Picks wallets: all alike, or the first more often, by Zipf's law.</summary>
internal sealed class WalletPicker
{
    private readonly int _count;
    private readonly double[]? _cumulated;

    public WalletPicker(int count, double exponent)
    {
        _count = count;
        if (exponent > 0)
        {
            _cumulated = new double[count];
            double sum = 0;
            for (int i = 0; i < count; i++)
            {
                sum += 1 / Math.Pow(i + 1, exponent);
                _cumulated[i] = sum;
            }
        }
    }

    public int Pick(Random random)
    {
        if (_count == 1)
        {
            return 0;
        }

        if (_cumulated is null)
        {
            return random.Next(_count);
        }

        int place = Array.BinarySearch(_cumulated, random.NextDouble() * _cumulated[^1]);
        return Math.Min(place < 0 ? ~place : place, _count - 1);
    }
}
