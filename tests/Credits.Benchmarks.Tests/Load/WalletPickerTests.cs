using Credits.Benchmarks.Load;

namespace Credits.Benchmarks.Tests.Load;

public sealed class WalletPickerTests
{
    private const int Picks = 100_000;

    [Fact]
    public void By_Zipfs_law_the_first_wallet_is_taken_twice_as_often_as_the_second_and_ten_times_as_often_as_the_tenth()
    {
        int[] counts = Count(new(10, 1.0));

        ((double)counts[0] / counts[1]).Should().BeApproximately(2, 0.15);
        ((double)counts[0] / counts[9]).Should().BeApproximately(10, 0.8);
    }

    [Fact]
    public void Without_it_all_are_taken_alike() => Count(new(10, 0)).Should().OnlyContain(c => Math.Abs(c - (Picks / 10)) < 500);

    private static int[] Count(WalletPicker picker)
    {
        Random random = new(1);
        int[] counts = new int[10];
        for (int i = 0; i < Picks; i++)
        {
            counts[picker.Pick(random)]++;
        }

        return counts;
    }
}
