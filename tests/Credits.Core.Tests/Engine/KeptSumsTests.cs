using Credits.Domain;
using Credits.Engine;
using Credits.Journal;
using Credits.Tests.Domain.Journal;
using NodaTime;
using NodaTime.Text;

namespace Credits.Tests.Engine;

/// <summary>What a wallet keeps of its latest days says what its journal says.</summary>
public sealed class KeptSumsTests
{
    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("Africa/Cairo")]
    [InlineData("America/Santiago")]
    [InlineData("Pacific/Apia")]
    public void Whole_days_sum_up_as_the_journal_does(string zoneId)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[zoneId];
        int compared = 0;
        for (int seed = 0; seed < 12; seed++)
        {
            ScriptedWallet wallet = Play(zoneId, seed);
            Wallet restored = WalletSnapshotCodec.Read(wallet.Wallet.Id, WalletSnapshotCodec.Write(wallet.Wallet));
            Instant now = wallet.Wallet.LastInstant;
            LocalDate today = WalletCalendar.DateOf(now, zone);
            for (int back = 0; back < DailyUsage.DaysKept; back += 3)
            {
                Instant from = WalletCalendar.StartOfDay(today.PlusDays(-back), zone);
                Instant?[] ends = [null, now + Duration.FromDays(9), WalletCalendar.StartOfDay(today.PlusDays(-back / 2), zone)];
                foreach (Instant? to in ends)
                {
                    foreach (UsageGrouping grouping in (UsageGrouping[])[UsageGrouping.Day, UsageGrouping.Feature])
                    {
                        if (KeptSums.Find(wallet.Wallet, grouping, from, to, now) is not { } kept)
                        {
                            zone.MapLocal(today.PlusDays(-back).AtMidnight()).Count.Should().Be(2, "only a midnight that comes twice is read from the journal");
                            continue;
                        }

                        kept.Should().Equal(Read(wallet.Entries, grouping, from, to, zone));
                        KeptSums.Find(restored, grouping, from, to, now).Should().Equal(kept);
                        compared += kept.Count;
                    }
                }
            }
        }

        compared.Should().BeGreaterThan(100);
    }

    [Fact]
    public void Parts_of_days_users_and_what_is_long_ago_are_left_to_the_journal()
    {
        ScriptedWallet wallet = ScriptedWallet.Open("pro", "Europe/Berlin");
        wallet.Run(new Consume(ScriptedWallet.Ada, "test-cases", 1, false));
        Instant now = wallet.Now;
        Instant today = WalletCalendar.StartOfDay(WalletCalendar.DateOf(now, wallet.Wallet.Zone), wallet.Wallet.Zone);

        Find(UsageGrouping.Day, today, null).Should().ContainSingle();
        Find(UsageGrouping.User, today, null).Should().BeNull();
        Find(UsageGrouping.Day, null, null).Should().BeNull();
        Find(UsageGrouping.Day, today + Duration.FromMinutes(1), null).Should().BeNull();
        Find(UsageGrouping.Day, today, today + Duration.FromMinutes(1)).Should().BeNull();
        Find(UsageGrouping.Day, today - Duration.FromDays(DailyUsage.DaysKept - 1), null).Should().ContainSingle();
        Find(UsageGrouping.Day, today - Duration.FromDays(DailyUsage.DaysKept), null).Should().BeNull();

        IReadOnlyList<UsageSum>? Find(UsageGrouping grouping, Instant? from, Instant? to) => KeptSums.Find(wallet.Wallet, grouping, from, to, now);
    }

    private static ScriptedWallet Play(string zone, int seed)
    {
        Random random = new(seed);
        ScriptedWallet wallet = ScriptedWallet.Open("pro", zone);
        for (int i = 0; i < 150; i++)
        {
            wallet.Now += RandomCommands.Wait(random);
            wallet.Run(RandomCommands.Next(random, wallet));
        }

        return wallet;
    }

    private static IEnumerable<UsageSum> Read(IEnumerable<JournalEntry> entries, UsageGrouping grouping, Instant from, Instant? to, DateTimeZone zone)
    {
        SortedDictionary<string, CreditAmount> sums = new(StringComparer.Ordinal);
        foreach (JournalEntry entry in entries)
        {
            foreach (JournalEvent recorded in entry.Events)
            {
                if (recorded is DebitEvent debit)
                {
                    Add(debit.Feature, entry.At, debit.Amount);
                }

                foreach ((Instant debitedAt, CreditAmount amount) in (recorded as ReturnEvent)?.ByDebit ?? [])
                {
                    Add(((ReturnEvent)recorded).Feature, debitedAt, -amount);
                }
            }
        }

        return sums.Select(s => new UsageSum(s.Key, s.Value));

        void Add(string feature, Instant at, CreditAmount amount)
        {
            if (at >= from && (to is null || at < to))
            {
                string key = grouping == UsageGrouping.Feature ? feature : LocalDatePattern.Iso.Format(at.InZone(zone).Date);
                sums[key] = sums.GetValueOrDefault(key) + amount;
            }
        }
    }
}
