namespace Clientele.Cli;

/// <summary>Who else may sit at this machine: whoever has an account can reach what listens on loopback.</summary>
internal static class MachineUsers
{
    private const int FirstPerson = 1000, LastPerson = 60_000;

    /// <summary>Whether the machine has an account of another person that may log in. False also where there is no list to look at, or
    /// where accounts are kept on a server.</summary>
    /// <param name="list">The list of accounts, as <c>/etc/passwd</c> has it.</param>
    /// <param name="me">The account that asks.</param>
    public static bool AreSeveral(string list, string me) =>
        File.Exists(list) && File.ReadLines(list).Select(line => line.Split(':')).Any(account =>
            account is [var name, _, var number, _, _, _, var shell] && name != me
            && int.TryParse(number, out var id) && id is >= FirstPerson and <= LastPerson
            && Path.GetFileName(shell) is not ("" or "nologin" or "false" or "sync"));
}
