import Contract
import Testing

@Suite struct ContractTests {
    /// A contract with every key that must be there.
    private static let least = """
        schema: 1
        name: widget
        summary: widgets need a device
        header: include/linux/widget.h
        includes: [linux/widget.h]
        struct: widget_ops
        member: get_device
        returns:
          null: never
          error-pointer: never
        must-wire: []

        """

    private func error(_ text: String) -> String? {
        do {
            _ = try Contract(yaml: text, file: "own.yaml")
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `the built-in contract is about the NTB callback`() throws {
        let contract = try Contract.builtIn()
        #expect(contract.struct == "ntb_dev_ops")
        #expect(contract.member == "get_dma_dev")
        #expect(contract.helper?.name == "ntb_get_dma_dev")
        #expect(contract.helper?.fallback == ["ntb_dev.dev", "device.parent"])
        #expect(contract.clients?.refuse == ["ntb_dev.pdev", "ntb_dev.dev"])
        let allocation = contract.clients?.deviceCalls.first {
            $0.names.contains("dma_alloc_attrs")
        }
        #expect(allocation?.does == .allocate)
        #expect(allocation?.attributes == 4)
    }

    @Test func `every contract that ships can be read`() throws {
        #expect(!Contract.builtInTexts.isEmpty)
        for shipped in Contract.builtInTexts {
            let contract = try Contract(yaml: shipped.text, file: shipped.file)
            #expect(!contract.summary.isEmpty)
        }
    }

    @Test func `the least contract is accepted`() {
        #expect(error(Self.least) == nil)
    }

    @Test(arguments: ["schema", "name", "header", "struct", "member", "returns"])
    func `a missing key is named`(key: String) throws {
        var lines = Self.least.split(separator: "\n", omittingEmptySubsequences: false)
        lines.removeAll { $0.hasPrefix(key + ":") || (key == "returns" && $0.hasPrefix("  ")) }
        #expect(error(lines.joined(separator: "\n")) == "own.yaml: the key '\(key)' is missing")
    }

    @Test func `an unknown schema is refused`() {
        let text = Self.least.replacing("schema: 1", with: "schema: 2")
        #expect(error(text) == "own.yaml: schema: 2 is not known; this version reads 1")
    }

    @Test(arguments: ["../../etc/passwd", "/etc/passwd"])
    func `a header outside of the tree is refused`(path: String) {
        let text = Self.least.replacing("include/linux/widget.h", with: path)
        #expect(error(text) == "own.yaml: header: '\(path)' is not a path in a kernel tree")
    }

    @Test func `a refused member names its struct`() {
        let text = Self.least + "clients:\n  device-calls: []\n  refuse: [pdev]\n"
        #expect(
            error(text) == "own.yaml: clients.refuse: 'pdev' is not of the form struct.member")
    }

    @Test func `a value of the wrong kind is named with its place`() {
        let text =
            Self.least
            + "clients:\n  device-calls:\n    - {names: [f], device: first}\n  refuse: []\n"
        #expect(error(text)?.hasPrefix("own.yaml: clients.device-calls.[0].device: ") == true)
    }

    @Test(arguments: ["", "a: [", "- 1", "\u{0}", "a: &x [*x]"])
    func `text that is no contract is an error of one line`(text: String) {
        let found = error(text)
        #expect(found?.hasPrefix("own.yaml: ") == true)
        #expect(found?.contains("\n") == false)
    }
}

@Suite struct KernelKnowledgeTests {
    @Test func `allocators may fail, references follow their argument`() throws {
        let known = try KernelKnowledge.builtIn()
        #expect(known["kmalloc"]?.returns == .objectOrNull)
        #expect(known["get_device"]?.returns == .argument(0))
        #expect(known["dma_request_chan"]?.returns == .objectOrError)
        #expect(known["panic"]?.neverReturns == true)
        #expect(known["_dev_err"]?.isPure == true)
        #expect(known["a_function_of_the_future"] == nil)
    }

    @Test func `an unknown statement about a function is an error that names it`() {
        let text = "functions: [{names: [f], returns: a pony, source: none}]"
        #expect {
            try KernelKnowledge(yaml: text, name: "own.yaml")
        } throws: {
            "\($0)" == "f: 'returns: a pony' is not known"
        }
    }
}
