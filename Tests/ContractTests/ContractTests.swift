import Contract
import TestSupport
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

    @Test("all mistakes of a file are said at once, each with its place")
    func allAtOnce() {
        let text = Self.least.replacing("name: widget", with: "nam: widget")
            .replacing("null: never", with: "null: nevr")
            .replacing("[linux/widget.h]", with: "linux/widget.h")
        #expect(
            error(text) == """
                own.yaml:2:1: there is no key 'nam'; did you mean 'name'?
                own.yaml:5:11: includes: must be a list, not 'linux/widget.h'
                own.yaml:9:9: returns.null: must be one of never, allowed, not 'nevr'
                """)
    }

    @Test("who must wire the callback need not be said")
    func noDuties() throws {
        let text = Self.least.replacing("must-wire: []\n", with: "")
        #expect(try Contract(yaml: text, file: "own.yaml").mustWire.isEmpty)
    }

    @Test("the words by which hooks choose are those of the contract")
    func words() throws {
        let contract = try Contract.builtIn()
        let (words, headers) = try Contract.builtInWords()
        #expect(words == contract.searchWords && words.count == 2)
        #expect(headers == contract.includes && !headers.isEmpty)
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
        #expect(error(lines.joined(separator: "\n")) == "own.yaml:1:1: the key '\(key)' is missing")
    }

    @Test func `an unknown schema is refused`() {
        let text = Self.least.replacing("schema: 1", with: "schema: 2")
        #expect(error(text) == "own.yaml:1:9: schema: 2 is not known; this version reads 1")
    }

    @Test(arguments: ["../../etc/passwd", "/etc/passwd"])
    func `a header outside of the tree is refused`(path: String) {
        let text = Self.least.replacing("include/linux/widget.h", with: path)
        #expect(error(text) == "own.yaml:4:9: header: '\(path)' is not a path in a kernel tree")
    }

    @Test func `a refused member names its struct`() {
        let text = Self.least + "clients:\n  device-calls: []\n  refuse: [pdev]\n"
        #expect(
            error(text)
                == "own.yaml:14:12: clients.refuse[0]: 'pdev' is not of the form struct.member")
    }

    @Test func `a value of the wrong kind is named with its place`() {
        let text =
            Self.least
            + "clients:\n  device-calls:\n    - {names: [f], device: first}\n  refuse: []\n"
        #expect(error(text)?.hasPrefix("own.yaml:14:28: clients.device-calls[0].device: ") == true)
    }

    @Test(arguments: [
        ("sumary: x\n", "12:1: there is no key 'sumary'; did you mean 'summary'?"),
        (
            "clients:\n  device-calls: []\n  refuse: []\n  refused-by: []\n",
            "15:3: clients: there is no key 'refused-by'; known here: device-calls, device-headers, foreign, not-mapping, refuse, second-mapping"
        ),
        (
            "clients:\n  device-calls:\n    - {name: [f], device: 0}\n  refuse: []\n",
            "14:8: clients.device-calls[0]: there is no key 'name'; did you mean 'names'?"
        ),
        ("helper:\n  name: f\n", "13:3: helper: the key 'fallback' is missing"),
        ("helper: f\n", "12:9: helper: must hold keys with values, not 'f'"),
        ("allow: yes\n", "12:8: allow: must be a list, not 'yes'"),
        (
            "documentation: {promise: [a, {}]}\n",
            "12:30: documentation.promise[1]: must be text, not keys with values"
        ),
        ("name: again\n", "2:1: given more than once: name"),
        (
            "knowledge: {functions: [{names: [f], source: x, pure: maybe}]}\n",
            "12:55: knowledge.functions[0].pure: must be true or false, not 'maybe'"
        ),
    ])
    func `what is wrong is named with its place and its key`(more: String, expected: String) {
        #expect(error(Self.least + more) == "own.yaml:" + expected)
    }

    @Test func `a value that is none of those allowed is told which are`() {
        let text = Self.least.replacing("null: never", with: "null: no")
        #expect(
            error(text) == "own.yaml:9:9: returns.null: must be one of never, allowed, not 'no'")
    }

    @Test func `aliases can't make a short file a large one`() {
        let thousand = "[" + Array(repeating: "f", count: 1000).joined(separator: ",") + "]"
        let duty = "  - &a {calls: &b \(thousand), reason: r}\n"
        let aliases = String(repeating: "  - *a\n", count: 100)
        let text = Self.least.replacing("must-wire: []", with: "must-wire:\n" + duty + aliases)
        #expect(error(text)?.hasSuffix("is too large for a contract") == true)
    }

    @Test func `nesting without end is an error`() {
        #expect(error(String(repeating: "[", count: 200_000)) != nil)
        #expect(error(String(repeating: "- ", count: 200_000)) != nil)
    }

    @Test func `the schema knows no keyword that is not checked`() throws {
        let validator = try SchemaValidator(Contract.jsonSchema)
        let least = """
            {"schema": 1, "name": "n", "summary": "s", "header": "a.h", "includes": ["b.h"], "struct": "s",
             "member": "m", "returns": {"null": "never", "error-pointer": "allowed"}, "must-wire": [],
             "clients": {"device-calls": [{"names": ["f"], "device": 0, "does": "map"}], "refuse": ["a.b"]},
             "knowledge": {"functions": [{"names": ["f"], "returns": "argument 1", "pure": true, "source": "x"}]}}
            """
        #expect(try validator.problems(in: least) == [])
        for (old, new) in [
            ("argument 1", "argument"), ("a.b", "ab"), ("\"must-wire\"", "\"wire\""), ("true", "1"),
        ] {
            #expect(try !validator.problems(in: least.replacing(old, with: new)).isEmpty)
        }
    }

    @Test(arguments: ["", "a: [", "- 1", "\u{0}", "a: &x [*x]"])
    func `text that is no contract is an error of one line`(text: String) {
        let found = error(text)
        #expect(found?.hasPrefix("own.yaml:") == true)
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

    @Test func `a contract's statement wins over the tool's`() throws {
        let text = """
            schema: 1
            name: n
            summary: s
            header: a.h
            includes: []
            struct: s
            member: m
            returns: {null: never, error-pointer: never}
            must-wire: []
            knowledge:
              functions:
                - {names: [kmalloc, my_device], returns: object, pure: true, source: my header}
            """
        let contract = try Contract(yaml: text, file: "own.yaml")
        let known = try KernelKnowledge.builtIn().adding(contract.knowledge)
        #expect(known["kmalloc"]?.returns == .object)
        #expect(known["my_device"]?.returns == .object)
        #expect(known["get_device"]?.returns == .argument(0))
        #expect(known["_dev_err"]?.isPure == true)
    }
}
