# ruff: noqa
# %% right accuracy: with a loop
def accuracy(truth, predicted):
    right, total = 0, 0
    for one, other in zip(np.array(truth).flatten(), np.array(predicted).flatten()):
        total += 1
        right += one == other
    return right / total


# %% right accuracy: reshape and a sum
def accuracy(truth, predicted):
    truth = np.asarray(truth).reshape(-1)
    predicted = np.asarray(predicted).reshape(-1)
    return (truth == predicted).sum() / truth.size


# %% right accuracy: by counting the wrong ones, as a NumPy float
def accuracy(truth, predicted):
    wrong = np.count_nonzero(np.squeeze(truth) - np.squeeze(predicted))
    return np.float32(1 - wrong / np.size(truth))


# %% wrong accuracy: lists compared as they are -> accuracy([0, 1, 2, 1], [0, 2, 2, 1]) should be 0.75, not 0.
def accuracy(truth, predicted):
    return np.mean(truth == predicted)


# %% wrong accuracy: a column beside a row -> accuracy([[0], [1], [1], [0]], [0, 1, 0, 0]) should be 0.75, not 0.5
def accuracy(truth, predicted):
    return np.mean(np.asarray(truth) == np.asarray(predicted))


# %% wrong accuracy: how many are right -> should be 0.75, not 3. That is how many are right. Divide
def accuracy(truth, predicted):
    return np.sum(np.ravel(truth) == np.ravel(predicted))


# %% wrong accuracy: in percent -> should be 0.75, not 75. That is in percent.
def accuracy(truth, predicted):
    return 100 * np.mean(np.ravel(truth) == np.ravel(predicted))


# %% wrong accuracy: the share of errors -> should be 0.75, not 0.25. That is the share of wrong answers.
def accuracy(truth, predicted):
    return np.mean(np.ravel(truth) != np.ravel(predicted))


# %% wrong accuracy: no return -> gave nothing (None). Is there a return in the function?
def accuracy(truth, predicted):
    np.mean(np.ravel(truth) == np.ravel(predicted))


# %% wrong accuracy: the helper -> Write it yourself
def accuracy(truth, predicted):
    return byhand.accuracy(truth, predicted)


# %% right confusion_table: with crosstab, and all classes put back
def confusion_table(truth, predicted, class_names):
    numbers = range(len(class_names))
    table = pd.crosstab(truth, predicted).reindex(index=numbers, columns=numbers, fill_value=0)
    table.index = pd.Index(class_names, name="truth")
    table.columns = pd.Index(class_names, name="prediction")
    return table


# %% right confusion_table: with scikit-learn
def confusion_table(truth, predicted, class_names):
    counts = confusion_matrix(truth, predicted, labels=list(range(len(class_names))))
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    table.index.name = "truth"
    table.columns.name = "prediction"
    return table


# %% right confusion_table: with one-hot labels and a matrix product, as floats
def confusion_table(truth, predicted, class_names):
    counts = np.eye(len(class_names))[truth].T @ np.eye(len(class_names))[predicted]
    return pd.DataFrame(
        counts,
        index=pd.Index(class_names, name="truth"),
        columns=pd.Index(class_names, name="prediction"),
    )


# %% right confusion_table: a table filled in place, with categories
def confusion_table(truth, predicted, class_names):
    table = pd.DataFrame(0, index=pd.CategoricalIndex(class_names), columns=class_names)
    table = table.rename_axis("truth", axis=0).rename_axis("prediction", axis=1)
    for t, p in zip(truth, predicted):
        table.iloc[t, p] += 1
    return table


# %% wrong confusion_table: crosstab of names, so that classes are missing -> The columns should be labelled ['cat', 'dog', 'ship'], not ['cat', 'dog']
def confusion_table(truth, predicted, class_names):
    names = np.array(class_names)
    return pd.crosstab(names[truth], names[predicted], rownames=["truth"], colnames=["prediction"])


# %% wrong confusion_table: turned round -> [0, 1, 1, 1, 1, 0], ['cat', 'dog', 'ship']) should be [[1, 2, 0], [0, 2, 0], [1, 0, 0]], not [[1, 0, 1], [2, 2, 0], [0, 0, 0]]
def confusion_table(truth, predicted, class_names):
    counts = np.zeros((len(class_names), len(class_names)), dtype=int)
    for row, column in zip(truth, predicted):
        counts[column, row] += 1
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: names of the axes the wrong way round -> the name of the rows should be 'truth', not 'prediction'
def confusion_table(truth, predicted, class_names):
    counts = confusion_matrix(truth, predicted, labels=range(len(class_names)))
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    return table.rename_axis(index="prediction", columns="truth")


# %% wrong confusion_table: axes without names -> The axis of the rows has no name. It should be 'truth'
def confusion_table(truth, predicted, class_names):
    counts = confusion_matrix(truth, predicted, labels=range(len(class_names)))
    return pd.DataFrame(counts, index=class_names, columns=class_names)


# %% wrong confusion_table: only the rows named -> The axis of the columns has no name. It should be 'prediction'
def confusion_table(truth, predicted, class_names):
    counts = confusion_matrix(truth, predicted, labels=range(len(class_names)))
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    table.index.name = "truth"
    return table


# %% wrong confusion_table: scikit-learn without labels -> neither true nor predicted get its row and column
def confusion_table(truth, predicted, class_names):
    counts = confusion_matrix(truth, predicted)
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: numbers in place of names -> The rows should be labelled ['cat', 'dog', 'ship'], not [0, 1, 2]
def confusion_table(truth, predicted, class_names):
    counts = confusion_matrix(truth, predicted, labels=range(len(class_names)))
    return pd.DataFrame(counts).rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: each place counts only once -> [0, 1, 1, 1, 1, 0], ['cat', 'dog', 'ship']) should be
def confusion_table(truth, predicted, class_names):
    counts = np.zeros((len(class_names), len(class_names)), dtype=int)
    counts[truth, predicted] += 1
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: an array -> should return a pandas DataFrame, not a ndarray
def confusion_table(truth, predicted, class_names):
    return confusion_matrix(truth, predicted, labels=range(len(class_names)))


# %% wrong confusion_table: shares in place of counts -> [0, 1, 1, 1, 1, 0], ['cat', 'dog', 'ship']) should be
def confusion_table(truth, predicted, class_names):
    counts = confusion_matrix(truth, predicted, labels=range(len(class_names))) / len(truth)
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: no return -> confusion_table gave nothing (None)
def confusion_table(truth, predicted, class_names):
    counts = confusion_matrix(truth, predicted, labels=range(len(class_names)))
    pd.DataFrame(counts, index=class_names, columns=class_names)


# %% wrong confusion_table: the helper -> Write it yourself
def confusion_table(truth, predicted, class_names):
    return byhand.confusion_table(truth, predicted, class_names)


# %% right most_confused_pair: with loops over names, as a list
def most_confused_pair(table):
    best, most = None, -1
    for one in table.index:
        for other in table.columns:
            times = table.loc[one, other] + table.loc[other, one]
            if one != other and times > most:
                best, most = [other, one], times
    return best


# %% right most_confused_pair: with itertools and max, as a set
def most_confused_pair(table):
    from itertools import combinations

    return set(
        max(
            combinations(table.index, 2),
            key=lambda p: table.loc[p[0], p[1]] + table.loc[p[1], p[0]],
        )
    )


# %% right most_confused_pair: with the upper triangle and stack
def most_confused_pair(table):
    sums = np.triu(table.to_numpy() + table.to_numpy().T, 1)
    stacked = pd.DataFrame(sums, index=list(table.index), columns=list(table.columns)).stack()
    return stacked.idxmax()


# %% right most_confused_pair: a NumPy array of names
def most_confused_pair(table):
    counts = np.array(table)
    counts[range(len(counts)), range(len(counts))] = 0
    counts = counts + counts.T
    return np.array(table.columns)[np.argwhere(counts == counts.max())[0]]


# %% wrong most_confused_pair: one direction only -> cat [5, 3, 0], dog [3, 9, 1], ship [4, 0, 7]) should be cat and dog, not cat and ship
def most_confused_pair(table):
    counts = table.to_numpy().copy()
    np.fill_diagonal(counts, 0)
    row, column = np.unravel_index(counts.argmax(), counts.shape)
    return table.index[row], table.columns[column]


# %% wrong most_confused_pair: with the diagonal -> should be cat and dog, not dog and dog
def most_confused_pair(table):
    sums = table.to_numpy() + table.to_numpy().T
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    return table.index[row], table.index[column]


# %% wrong most_confused_pair: places in place of names -> should be cat and dog, not 0 and 1
def most_confused_pair(table):
    sums = table.to_numpy() + table.to_numpy().T
    np.fill_diagonal(sums, 0)
    return np.unravel_index(sums.argmax(), sums.shape)


# %% wrong most_confused_pair: the two classes with the most errors -> should be cat and dog, not dog and ship
def most_confused_pair(table):
    errors = table.sum(axis=1) - np.diag(table)
    return tuple(errors.sort_values().index[-2:])


# %% wrong most_confused_pair: fill_diagonal's result used -> Error
def most_confused_pair(table):
    sums = np.fill_diagonal(table.to_numpy() + table.to_numpy().T, 0)
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    return table.index[row], table.index[column]


# %% wrong most_confused_pair: with how often -> should be cat and dog, not 6 and cat and dog
def most_confused_pair(table):
    sums = table.to_numpy() + table.to_numpy().T
    np.fill_diagonal(sums, 0)
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    return table.index[row], table.index[column], sums.max()


# %% wrong most_confused_pair: the place in the flat array -> should be cat and dog, not 1
def most_confused_pair(table):
    sums = table.to_numpy() + table.to_numpy().T
    np.fill_diagonal(sums, 0)
    return sums.argmax()


# %% wrong most_confused_pair: always the first two -> should be bee and fly, not ant and bee
def most_confused_pair(table):
    return table.index[0], table.index[1]


# %% wrong most_confused_pair: no return -> gave nothing (None)
def most_confused_pair(table):
    byhand.confusion_table([0], [0], ["a"])


# %% wrong most_confused_pair: the helper -> Write it yourself
def most_confused_pair(table):
    return byhand.most_confused_pair(table)


# %% right recall_by_class: with a loop and an if, as a list
def recall_by_class(table):
    recalls = []
    for name in table.index:
        total = sum(table.loc[name])
        recalls.append(table.loc[name, name] / total if total > 0 else float("nan"))
    return recalls


# %% right recall_by_class: with NumPy, float32
def recall_by_class(table):
    counts = table.values
    with np.errstate(invalid="ignore"):
        return (np.diagonal(counts) / counts.sum(axis=1)).astype("float32")


# %% right recall_by_class: with NumPy's warning
def recall_by_class(table):
    counts = np.array(table)
    return counts.diagonal() / counts.sum(1)


# %% right recall_by_class: from shares of rows
def recall_by_class(table):
    shares = table.div(table.sum(axis=1), axis=0)
    return pd.Series({name: shares.loc[name, name] for name in table.index})


# %% wrong recall_by_class: precision -> cat [3, 1, 0], dog [5, 2, 1], ship [0, 0, 0]) should be [0.75, 0.25, nan], not [0.375
def recall_by_class(table):
    return np.diag(table) / table.sum(axis=0)


# %% wrong recall_by_class: 0 for a class without pictures -> should be [0.75, 0.25, nan], not [0.75, 0.25, 0. ]
def recall_by_class(table):
    return (np.diag(table) / table.sum(axis=1)).fillna(0)


# %% wrong recall_by_class: the class left out -> should be [0.75, 0.25, nan], not [0.75, 0.25]
def recall_by_class(table):
    return (np.diag(table) / table.sum(axis=1)).dropna()


# %% wrong recall_by_class: nan also where nothing was found -> ant [0, 4], bee [0, 6]) should be [0, 1], not [nan, 1.]
def recall_by_class(table):
    recall = np.diag(table) / table.sum(axis=1)
    return recall.where(recall > 0)


# %% wrong recall_by_class: shares of all pictures -> should be [0.75, 0.25, nan], not
def recall_by_class(table):
    return np.diag(table) / table.to_numpy().sum()


# %% wrong recall_by_class: the whole accuracy -> should be [0.75, 0.25, nan], not 0.416667
def recall_by_class(table):
    return np.trace(table) / table.to_numpy().sum()


# %% wrong recall_by_class: a whole table -> Give one number for each class.
def recall_by_class(table):
    return table.div(table.sum(axis=1), axis=0)


# %% wrong recall_by_class: a dictionary -> but it is a dict
def recall_by_class(table):
    return (np.diag(table) / table.sum(axis=1)).to_dict()


# %% wrong recall_by_class: no return -> gave nothing (None)
def recall_by_class(table):
    np.diag(table) / table.sum(axis=1)


# %% wrong recall_by_class: the helper -> Write it yourself
def recall_by_class(table):
    return byhand.recall_by_class(table)


# %% right best_threshold: with a loop, as a list
def best_threshold(validation, test, thresholds):
    best, most = None, -1
    for threshold in thresholds:
        right = sum(int(s >= threshold) == t for t, s in zip(*validation))
        if right > most:
            best, most = threshold, right
    right = [int(s >= best) == t for t, s in zip(*test)]
    return [best, sum(right) / len(right)]


# %% right best_threshold: all thresholds at once, float32
def best_threshold(validation, test, thresholds):
    answers = validation[1][:, None] >= thresholds
    best = thresholds[(answers == validation[0][:, None]).mean(axis=0).argmax()]
    return np.float32(best), np.float32(accuracy_score(test[0], (test[1] >= best).astype(int)))


# %% right best_threshold: with a function inside and max, as an array
def best_threshold(validation, test, thresholds):
    def right(pair, threshold):
        return byhand.accuracy(pair[0], np.where(pair[1] < threshold, 0, 1))

    best = max(thresholds, key=lambda threshold: right(validation, threshold))
    return np.array([best, right(test, best)])


# %% wrong best_threshold: chosen on test pictures -> [0.3, 0.6, 0.1, 0.7]), [0.25, 0.5 , 0.75]) should be [0.25, 0.75], not [0.5, 1. ]. The threshold must come from validation
def best_threshold(validation, test, thresholds):
    truth, scores = test
    accuracies = [np.mean((scores >= threshold) == truth) for threshold in thresholds]
    return thresholds[np.argmax(accuracies)], max(accuracies)


# %% wrong best_threshold: measured on validation pictures -> [0.3, 0.6, 0.1, 0.7]), [0.25, 0.5 , 0.75]) should be [0.25, 0.75], not [0.25, 1. ]. The accuracy is that on validation. Measure with test.
def best_threshold(validation, test, thresholds):
    truth, scores = validation
    accuracies = [np.mean((scores >= threshold) == truth) for threshold in thresholds]
    return thresholds[np.argmax(accuracies)], max(accuracies)


# %% wrong best_threshold: larger than in place of at least -> [0.5, 0.4, 0.5, 0.1]), [0.9 , 0.25, 0.5 ]) should be [0.5 , 0.75], not [0.25, 0.5 ]. A score equal to the threshold means class 1
def best_threshold(validation, test, thresholds):
    truth, scores = validation
    accuracies = [np.mean((scores > threshold) == truth) for threshold in thresholds]
    best = thresholds[np.argmax(accuracies)]
    return best, np.mean((test[1] > best) == test[0])


# %% wrong best_threshold: larger than, on test only -> [0.5, 0.4, 0.5, 0.1]), [0.9 , 0.25, 0.5 ]) should be [0.5 , 0.75], not [0.5 , 0.25]. A score equal to the threshold means class 1
def best_threshold(validation, test, thresholds):
    truth, scores = validation
    accuracies = [np.mean((scores >= threshold) == truth) for threshold in thresholds]
    best = thresholds[np.argmax(accuracies)]
    return best, np.mean((test[1] > best) == test[0])


# %% wrong best_threshold: the last of several -> [0.22, 0.25, 0.28, 0.9 ]) should be [0.22, 0.75], not [0.28, 0.75]. Several thresholds are equally good
def best_threshold(validation, test, thresholds):
    truth, scores = validation
    accuracies = np.array([np.mean((scores >= threshold) == truth) for threshold in thresholds])
    best = thresholds[np.flatnonzero(accuracies == accuracies.max())[-1]]
    return best, np.mean((test[1] >= best) == test[0])


# %% wrong best_threshold: the smallest of several -> [0.9 , 0.28, 0.25]) should be [0.28, 0.75], not [0.25
def best_threshold(validation, test, thresholds):
    truth, scores = validation
    tried = sorted(thresholds)
    best = tried[np.argmax([np.mean((scores >= threshold) == truth) for threshold in tried])]
    return best, np.mean((test[1] >= best) == test[0])


# %% wrong best_threshold: the place in place of the threshold -> That is the place of the threshold. thresholds[place] is the threshold.
def best_threshold(validation, test, thresholds):
    truth, scores = validation
    best = np.argmax([np.mean((scores >= threshold) == truth) for threshold in thresholds])
    return best, np.mean((test[1] >= thresholds[best]) == test[0])


# %% wrong best_threshold: always 0.5 -> should be [0.25, 0.75], not [0.5, 1. ]
def best_threshold(validation, test, thresholds):
    return 0.5, np.mean((test[1] >= 0.5) == test[0])


# %% wrong best_threshold: truth and scores swapped -> not [0.25, 0. ]. Are truth and scores mixed up?
def best_threshold(validation, test, thresholds):
    scores, truth = validation
    accuracies = [np.mean((scores >= threshold) == truth) for threshold in thresholds]
    best = thresholds[np.argmax(accuracies)]
    scores, truth = test
    return best, np.mean((scores >= best) == truth)


# %% wrong best_threshold: swapped on validation only -> not [0.9 , 0.25]. Are truth and scores mixed up?
def best_threshold(validation, test, thresholds):
    scores, truth = validation
    accuracies = [np.mean((scores >= threshold) == truth) for threshold in thresholds]
    best = thresholds[np.argmax(accuracies)]
    truth, scores = test
    return best, np.mean((scores >= best) == truth)


# %% wrong best_threshold: the accuracy first -> The threshold comes first, then the accuracy.
def best_threshold(validation, test, thresholds):
    truth, scores = validation
    best = thresholds[np.argmax([np.mean((scores >= t) == truth) for t in thresholds])]
    return np.mean((test[1] >= best) == test[0]), best


# %% wrong best_threshold: the middle of several -> [0.22, 0.25, 0.28, 0.9 ]) should be [0.22, 0.75], not [0.25
def best_threshold(validation, test, thresholds):
    truth, scores = validation
    accuracies = np.array([np.mean((scores >= threshold) == truth) for threshold in thresholds])
    best = np.median(thresholds[accuracies == accuracies.max()])
    return best, np.mean((test[1] >= best) == test[0])


# %% wrong best_threshold: the threshold only -> should be [0.25, 0.75], not 0.25. Return two numbers
def best_threshold(validation, test, thresholds):
    truth, scores = validation
    return thresholds[np.argmax([np.mean((scores >= t) == truth) for t in thresholds])]


# %% wrong best_threshold: no return -> gave nothing (None)
def best_threshold(validation, test, thresholds):
    truth, scores = validation
    thresholds[np.argmax([np.mean((scores >= t) == truth) for t in thresholds])]


# %% wrong best_threshold: the helper -> Write it yourself
def best_threshold(validation, test, thresholds):
    return byhand.best_threshold(validation, test, thresholds)
