internal import Contract
package import Facts
package import Findings
internal import Foundation
internal import Lowering
package import Dataflow
package import Rules
package import SourceText
internal import Synchronization

/// What went wrong with a test's own C text: never a property of what is tested, unless a test says so.
package struct ExampleError: Error, CustomStringConvertible {
    package var description: String

    package init(_ description: String) { self.description = description }
}

/// A piece of C as one unit of a miniature kernel tree, which exists in memory only.
package struct Example: Sendable {
    package var code: String
    package var headers: RuleExample.Headers
    /// More options of the compiler, `-DCONFIG_X=1` say.
    package var arguments: [String]
    /// Headers of the test's own by their path in the tree, instead of the set's or in addition to it.
    package var extra: [String: String]

    package init(
        _ code: String, headers: RuleExample.Headers = .withCallback, arguments: [String] = [],
        extra: [String: String] = [:]
    ) {
        self.code = code
        self.headers = headers
        self.arguments = arguments
        self.extra = extra
    }

    /// The unit; for `replaced`, where the code is a header, a unit that uses it.
    package static let unit = TreePath(literal: "drivers/ntb/example.c")
    package static let header = TreePath(literal: "include/linux/ntb.h")

    /// Where the code itself is.
    package var file: TreePath { headers == .replaced ? Self.header : Self.unit }

    private static let root = "/example/"
    private static let userOfHeader = """
        #include <linux/ntb.h>

        struct device *example_user(struct ntb_dev *ntb)
        {
        	return ntb_get_dma_dev(ntb);
        }
        """

    private var files: [String: String] {
        var files = HeaderSet.files(headers).merging(extra, uniquingKeysWith: { _, own in own })
        if headers == .replaced { files[Self.header.string] = code }
        files[Self.unit.string] = headers == .replaced ? Self.userOfHeader : code
        return files
    }

    /// What the unit says, errors included.
    package func lowered() throws -> UnitFacts {
        let root = Self.root
        let request = UnitRequest(
            path: Self.unit, mainFile: root + Self.unit.string,
            arguments: [
                "-x", "c", "-nostdinc", "-I\(root)include", "--target=x86_64-linux-gnu",
                "-std=gnu11",
                "-w", "-ferror-limit=0",
            ] + arguments,
            unsaved: files.sorted { $0.key < $1.key }.map { (root + $0.key, Array($0.value.utf8)) },
            treePath: { name in
                name.hasPrefix(root) ? TreePath(name.dropFirst(root.count)) : nil
            })
        return try onDeepStack { try Lowering.lower(request) }
    }

    /// The state of a tree that consists of the example. An example that does not compile is an error of its author.
    package func analysed(limits: Limits = Limits()) throws -> AnalysedState {
        let facts = try lowered()
        if let error = facts.errors.first {
            let place = error.location.map { "\($0): " } ?? ""
            throw ExampleError("the example does not compile: \(place)\(error.message)")
        }
        let contract = try Contract.builtIn()
        let knowledge = try KernelKnowledge.builtIn()
        let header = files[Self.header.string] ?? ""
        return try onDeepStack {
            AnalysedState(
                contract: contract, knowledge: knowledge, units: [facts],
                docs: KernelDoc.parse(header, file: Self.header),
                clients: [
                    AnalysedState.clientFacts(in: facts, contract: contract, knowledge: knowledge)
                ], limits: limits)
        }
    }

    /// What all rules say of the example.
    package func findings() throws -> [Finding] {
        RuleRegistry.findings(in: try analysed())
    }
}

/// What all rules say of a piece of C.
package func analyse(
    _ code: String, headers: RuleExample.Headers = .withCallback
) throws -> [Finding] {
    try Example(code, headers: headers).findings()
}

/// What a piece of C is lowered to. Its errors are in the facts.
package func lowered(
    _ code: String, headers: RuleExample.Headers = .withCallback
) throws -> UnitFacts {
    try Example(code, headers: headers).lowered()
}

/// The IR of a function of that piece of C as text; without a name, of its first function.
package func printed(_ code: String, function name: String? = nil) throws -> String {
    let facts = try lowered(code)
    let own = facts.functions.filter { $0.location.file == Example.unit }
    guard let function = name.map({ name in own.first { $0.name == name } }) ?? own.first else {
        throw ExampleError("there is no such function; errors: \(facts.errors)")
    }
    return Printer(function).text()
}

/// The engine enters functions by recursion, as the tool does on threads with a large stack.
package func onDeepStack<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
) throws -> Value {
    let result = Mutex<Result<Value, any Error>?>(nil)
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
        let value = Result { try work() }
        result.withLock { $0 = value }
        done.signal()
    }
    thread.stackSize = 256 << 20
    thread.start()
    done.wait()
    guard let value = result.withLock({ $0 }) else {
        throw ExampleError("the thread left no result")
    }
    return try value.get()
}
