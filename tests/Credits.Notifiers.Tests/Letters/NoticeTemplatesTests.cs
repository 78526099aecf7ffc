using System.Globalization;
using Credits.Notifications;
using NodaTime;

namespace Credits.Notifiers.Tests.Letters;

public sealed class NoticeTemplatesTests
{
    private static readonly NoticeWallet Wallet = new() { Name = "Größe & Söhne", Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"], Link = new("https://example.com/?a=\"1\"&b=<2>") };

    [Fact]
    public async Task Every_kind_of_notice_has_an_English_letter()
    {
        List<string> subjects = [];
        foreach (Notice notice in Samples.All)
        {
            subjects.Add((await RenderAsync(notice)).Subject);
        }

        subjects.Should().Equal(
            "Größe & Söhne has used 4,020.5 credits",
            "Größe & Söhne has reached a limit on credits",
            "Größe & Söhne has used all its credits",
            "Größe & Söhne has too few credits",
            "Größe & Söhne has 499.999999 credits left",
            "10 credits of Größe & Söhne expire soon",
            "A reservation of Größe & Söhne ran out",
            "A new period began for Größe & Söhne",
            "Größe & Söhne buys 1,000 credits",
            "Größe & Söhne buys no more credits by itself",
            "Größe & Söhne buys no more credits by itself");
    }

    [Fact]
    public async Task A_suspended_top_up_says_how_often_it_failed_and_why()
    {
        (await RenderAsync(Samples.All[9])).Text.Should().Contain("has failed 3 times in a row").And.Contain("Reason: card expired");
        (await RenderAsync(Samples.All[10])).Text.Should().Contain("has failed once").And.NotContain("Reason");
    }

    [Fact]
    public async Task A_letter_says_what_happened_and_the_facts()
    {
        string text = Spaces((await RenderAsync(Samples.SoftLimit)).Text);
        text.Should().Be(
            """
            Usage has reached the alert at 4,000 credits of the limit “monthly”. Nothing is stopped: features go on working.

            Used: 4,020.5
            Alert at: 4,000
            User: Bob
            Feature: Test cases
            Starts anew at: Sunday, February 1, 2026 1:00 AM (Europe/Berlin)

            Look at the credits: https://example.com/?a=%221%22&b=%3C2%3E

            -- 
            Sent automatically because of credits of Größe & Söhne, on Thursday, January 15, 2026 12:02 PM (Europe/Berlin).

            """);
    }

    [Fact]
    public async Task A_refusal_by_a_limit_is_told_as_one() =>
        (await RenderAsync(Samples.All[1])).Text.Should().StartWith("A request was refused because it would have gone beyond the limit “life” of 4,500 credits.")
            .And.Contain("until an administrator raises the limit.").And.NotContain("Starts anew");

    [Fact]
    public async Task One_credit_is_one() => (await RenderAsync(Samples.All[3])).Text.Should().Contain("costs 8 credits, but 1 credit is available");

    [Fact]
    public async Task Everything_from_outside_is_encoded_in_HTML()
    {
        const string Evil = "<img src=x onerror=\"alert('1')\">&";
        LimitReached notice = Samples.SoftLimit with { Policy = Evil, User = Evil, Feature = Evil, ActorId = Evil, ActorName = Evil };
        NoticeMessage message = await RenderAsync(notice, wallet: new() { Name = Evil });
        message.Html.Should().NotContain("<img").And.Contain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;");
        message.Text.Should().Contain(Evil, "plain text has nothing to encode");
        (await RenderAsync(notice)).Html.Should().Contain("href=\"https://example.com/?a=%221%22&amp;b=%3C2%3E\"");
    }

    [Theory]
    [InlineData("de-AT", "hat 4")]
    [InlineData("de", "hat 4")]
    [InlineData("fr-FR", "has used")]
    [InlineData("", "has used")]
    public async Task A_reader_gets_the_nearest_language(string culture, string subject) =>
        (await RenderAsync(Samples.SoftLimit, culture)).Subject.Should().Contain(subject);

    [Fact]
    public async Task English_itself_can_be_replaced()
    {
        NoticeMessage message = await new NoticeTemplates([new OtherEnglish()]).RenderAsync(Letter(Samples.SoftLimit, "en-GB", Wallet), CancellationToken.None);
        message.Subject.Should().Be("Other");
        message.Text.Should().Be("words\n\n");
    }

    [Fact]
    public async Task Languages_from_right_to_left_are_laid_out_so() =>
        (await RenderAsync(Samples.SoftLimit, "ar")).Html.Should().Contain("lang=\"ar\" dir=\"rtl\"");

    [Fact]
    public void Dates_are_in_the_readers_zone_before_the_wallets_and_in_UTC_without_either()
    {
        NoticeLetter letter = new(Samples.SoftLimit, new("a@example.com") { Zone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"] }, Wallet, Samples.Catalog);
        Spaces(letter.Date(Samples.At)).Should().Be("Thursday, January 15, 2026 8:02 PM (Asia/Tokyo)");
        Spaces(new NoticeLetter(Samples.SoftLimit, new("a@example.com"), new(), Samples.Catalog).Date(Samples.At)).Should().Be("Thursday, January 15, 2026 11:02 AM (UTC)");
    }

    [Fact]
    public void A_link_that_is_no_address_of_the_web_is_refused() =>
        FluentActions.Invoking(() => new NoticeWallet { Link = new("javascript:alert(1)") }).Should().Throw<ArgumentException>();

    private static async Task<NoticeMessage> RenderAsync(Notice notice, string culture = "en-US", NoticeWallet? wallet = null) =>
        await new NoticeTemplates([new GermanNoticeTexts()]).RenderAsync(Letter(notice, culture, wallet ?? Wallet), CancellationToken.None);

    private static NoticeLetter Letter(Notice notice, string culture, NoticeWallet wallet) =>
        new(notice, new("ada@example.com") { Culture = CultureInfo.GetCultureInfo(culture) }, wallet, Samples.Catalog);

    /// <summary>Newer data of cultures has narrow spaces in times where older has plain ones.</summary>
    private static string Spaces(string text) => text.Replace('\u202f', ' ');

    private sealed class OtherEnglish : INoticeTexts
    {
        public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("en");

        public NoticeText Write(NoticeLetter letter) => new("Other", ["words"]);
    }
}
