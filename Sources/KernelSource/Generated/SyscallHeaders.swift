import SourceText

/// `unistd_*.h`, the numbers of system calls, made from the tables as scripts/syscallhdr.sh does.
enum SyscallHeaders {
    private struct Table {
        var path: String
        var abis: Set<String>
        var prefix = ""
        var offset = ""
    }

    static func files(_ snapshot: Snapshot, arch: Arch) -> [GeneratedFile] {
        let base = "arch/\(arch.directory)/include/generated"
        var files: [String: GeneratedFile] = [:]
        for (output, table) in listed(snapshot, arch: arch) + ruled(snapshot, arch: arch) {
            let path = base + "/" + output
            if files[path] == nil, let text = header(snapshot, table) {
                files[path] = GeneratedFile(path, text)
            }
        }
        return files.values.sorted { $0.path < $1.path }
    }

    private static func header(_ snapshot: Snapshot, _ table: Table) -> String? {
        guard let text = snapshot.text(table.path) else { return nil }
        var lines: [String] = []
        var last = -1
        for line in text.split(whereSeparator: \.isNewline) {
            let columns = words(line)
            guard columns.count >= 3, let number = Int(columns[0]), table.abis.contains(columns[1])
            else {
                continue
            }
            last = max(last, number)
            let value = table.offset.isEmpty ? "\(number)" : "(\(table.offset) + \(number))"
            lines.append("#define __NR_\(table.prefix)\(columns[2]) \(value)")
        }
        lines.append("#define __NR_\(table.prefix)syscalls \(last + 1)")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The headers of `syscall-y` lists, with the table and ABIs that arch/*/kernel/Makefile.syscalls names
    /// (scripts/Makefile.asm-headers).
    private static func listed(_ snapshot: Snapshot, arch: Arch) -> [(String, Table)] {
        guard let common = snapshot.text("scripts/Makefile.asm-headers") else { return [] }
        let own = snapshot.text("arch/\(arch.directory)/kernel/Makefile.syscalls") ?? ""
        let rules = Makefile(
            common + "\n" + own, variables: ["srctree": "", "SRCARCH": arch.directory]
        )
        return ["asm", "uapi/asm"].flatMap { directory -> [(String, Table)] in
            let kbuild = snapshot.text("arch/\(arch.directory)/include/\(directory)/Kbuild") ?? ""
            return words(Makefile(kbuild).value("syscall-y")).compactMap { name in
                guard name.hasPrefix("unistd_"), name.hasSuffix(".h") else { return nil }
                let isCompat = name.hasPrefix("unistd_compat_")
                let stem = String(name.dropFirst(isCompat ? 14 : 7).dropLast(2))
                let path =
                    (rules.set["syscalltbl"] == nil
                    ? "scripts/syscall.tbl" : rules.value("syscalltbl")).replacing("%", with: stem)
                let abis = words(rules.value("syscall_abis_" + stem).replacing(",", with: " "))
                return (
                    directory + "/" + name,
                    Table(
                        path: path.hasPrefix("/") ? String(path.dropFirst()) : path,
                        abis: Set(abis),
                        prefix: isCompat ? "compat\(stem)_" : "")
                )
            }
        }
    }

    /// The headers of an own Makefile with target-specific variables (arch/x86/entry/syscalls/Makefile).
    private static func ruled(_ snapshot: Snapshot, arch: Arch) -> [(String, Table)] {
        let directory = "arch/\(arch.directory)/entry/syscalls"
        guard let text = snapshot.text(directory + "/Makefile") else { return [] }
        let makefile = Makefile(text, variables: ["src": directory, "srctree": "."])
        var tables: [String: Table] = [:]
        var order: [String] = []
        for line in logicalLines(text) {
            guard line.hasPrefix("$("),
                let match = line.wholeMatch(of: /\$\((out|uapi)\)\/(unistd_\w+\.h):\s*(.*)/)
            else { continue }
            let output = (match.1 == "uapi" ? "uapi/asm/" : "asm/") + match.2
            if tables[output] == nil { order.append(output) }
            var table = tables[output] ?? Table(path: "", abis: [])
            let rest = words(match.3)
            if rest.count >= 3, rest[1] == ":=" {
                switch rest[0] {
                case "abis": table.abis = Set(words(rest[2].replacing(",", with: " ")))
                case "prefix": table.prefix = rest[2]
                case "offset": table.offset = rest[2]
                default: break
                }
            } else if let first = rest.first, first.hasPrefix("$("), first.hasSuffix(")") {
                table.path = makefile.value(String(first.dropFirst(2).dropLast()))
            }
            tables[output] = table
        }
        return order.compactMap { name in tables[name].map { (name, $0) } }
    }
}
