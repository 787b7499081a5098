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


# %% wrong accuracy: lists compared as they are -> should be 0.75, not 0. `==` compares two lists as a whole
def accuracy(truth, predicted):
    return np.mean(truth == predicted)


# %% wrong accuracy: a column beside a row -> should be 0.75, not 0.5. The shapes (4, 1) and (4,) compare each number with all others. Make both flat
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


# %% wrong accuracy: a method of arrays, on a list -> A list has no methods of arrays, such as .ravel(): np.ravel(truth) takes both.
def accuracy(truth, predicted):
    return (truth.ravel() == predicted.ravel()).mean()


# %% wrong accuracy: one True or False a picture -> That is one True or False for each picture. Take their mean.
def accuracy(truth, predicted):
    return np.ravel(truth) == np.ravel(predicted)


# %% wrong accuracy: rounded -> should be 0.666667, not 0.67. Do not round.
def accuracy(truth, predicted):
    return round(float(np.mean(np.ravel(truth) == np.ravel(predicted))), 2)


# %% wrong accuracy: a column beside a row, divided by the pictures -> compare each number with all others. Make both flat
def accuracy(truth, predicted):
    return np.sum(np.asarray(truth) == np.asarray(predicted)) / len(truth)


# %% wrong accuracy: always ten classes, through a table -> Error
def accuracy(truth, predicted):
    counts = np.zeros((10, 10))
    for t, p in zip(np.ravel(truth), np.ravel(predicted)):
        counts[t, p] += 1
    return np.trace(counts) / counts.sum()


# %% wrong accuracy: the mean of the recalls -> Compare number by number. The mean of True and False is the share of True.
def accuracy(truth, predicted):
    return metrics.balanced_accuracy_score(np.ravel(truth), np.ravel(predicted))


# %% right accuracy: with scikit-learn
def accuracy(truth, predicted):
    return metrics.accuracy_score(np.ravel(truth), np.ravel(predicted))


# %% wrong accuracy: the share cut off to a whole number -> and // or int() cut the share off
def accuracy(truth, predicted):
    return np.sum(np.ravel(truth) == np.ravel(predicted)) // len(truth)


# %% wrong accuracy: rounded to one digit -> should be 0.75, not 0.8. Do not round.
def accuracy(truth, predicted):
    return round(float(np.mean(np.ravel(truth) == np.ravel(predicted))), 1)


# %% wrong accuracy: the loop returns too early -> (A loop that ends with the first picture can give the same number.)
def accuracy(truth, predicted):
    right = 0
    for t, p in zip(np.ravel(truth), np.ravel(predicted)):
        if t == p:
            right += 1
        return right / len(truth)


# %% right confusion_table: with crosstab, and all classes put back
def confusion_table(truth, predicted, class_names):
    numbers = range(len(class_names))
    table = pd.crosstab(truth, predicted).reindex(index=numbers, columns=numbers, fill_value=0)
    table.index = pd.Index(class_names, name="truth")
    table.columns = pd.Index(class_names, name="prediction")
    return table


# %% right confusion_table: with scikit-learn
def confusion_table(truth, predicted, class_names):
    counts = metrics.confusion_matrix(truth, predicted, labels=list(range(len(class_names))))
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


# %% wrong confusion_table: turned round -> not [[1, 0, 1], [2, 2, 0], [0, 0, 0]]. Rows and columns are exchanged: each row is a true class.
def confusion_table(truth, predicted, class_names):
    counts = np.zeros((len(class_names), len(class_names)), dtype=int)
    for row, column in zip(truth, predicted):
        counts[column, row] += 1
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: names of the axes the wrong way round -> the name of the rows should be 'truth', not 'prediction'
def confusion_table(truth, predicted, class_names):
    counts = metrics.confusion_matrix(truth, predicted, labels=range(len(class_names)))
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    return table.rename_axis(index="prediction", columns="truth")


# %% wrong confusion_table: axes without names -> The axis of the rows has no name. It should be 'truth'
def confusion_table(truth, predicted, class_names):
    counts = metrics.confusion_matrix(truth, predicted, labels=range(len(class_names)))
    return pd.DataFrame(counts, index=class_names, columns=class_names)


# %% wrong confusion_table: only the rows named -> The axis of the columns has no name. It should be 'prediction'
def confusion_table(truth, predicted, class_names):
    counts = metrics.confusion_matrix(truth, predicted, labels=range(len(class_names)))
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    table.index.name = "truth"
    return table


# %% wrong confusion_table: scikit-learn without labels -> also that of a class that is neither true nor predicted. For confusion_matrix, `labels` must name all class numbers
def confusion_table(truth, predicted, class_names):
    counts = metrics.confusion_matrix(truth, predicted)
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: numbers in place of names -> The rows should be labelled ['cat', 'dog', 'ship'], not [0, 1, 2]
def confusion_table(truth, predicted, class_names):
    counts = metrics.confusion_matrix(truth, predicted, labels=range(len(class_names)))
    return pd.DataFrame(counts).rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: each place counts only once -> Each cell has counted only once.
def confusion_table(truth, predicted, class_names):
    counts = np.zeros((len(class_names), len(class_names)), dtype=int)
    counts[truth, predicted] += 1
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: an array -> should return a pandas DataFrame, not a ndarray
def confusion_table(truth, predicted, class_names):
    return metrics.confusion_matrix(truth, predicted, labels=range(len(class_names)))


# %% wrong confusion_table: shares in place of counts -> These are shares of all pictures. Counts are asked for.
def confusion_table(truth, predicted, class_names):
    counts = metrics.confusion_matrix(truth, predicted, labels=range(len(class_names))) / len(truth)
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: no return -> confusion_table gave nothing (None)
def confusion_table(truth, predicted, class_names):
    counts = metrics.confusion_matrix(truth, predicted, labels=range(len(class_names)))
    pd.DataFrame(counts, index=class_names, columns=class_names)


# %% wrong confusion_table: the helper -> Write it yourself
def confusion_table(truth, predicted, class_names):
    return byhand.confusion_table(truth, predicted, class_names)


# %% wrong confusion_table: shares of the rows -> These are shares of each row. Counts are asked for.
def confusion_table(truth, predicted, class_names):
    counts = metrics.confusion_matrix(truth, predicted, labels=range(len(class_names)))
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    table = pd.DataFrame(shares, index=class_names, columns=class_names)
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: always the ten classes of the data set -> The rows should be labelled ['cat', 'dog', 'ship'], not ['T-shirt/top'
def confusion_table(truth, predicted, class_names):
    names = list(dataset.class_names)
    counts = metrics.confusion_matrix(truth, predicted, labels=range(len(names)))
    table = pd.DataFrame(counts, index=names, columns=names)
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: names in the order of the alphabet -> The rows should be labelled ['one', 'two', 'three', 'four'], not ['four', 'one', 'three', 'two']
def confusion_table(truth, predicted, class_names):
    names = np.array(class_names)
    order = sorted(class_names)
    counts = metrics.confusion_matrix(names[truth], names[predicted], labels=order)
    table = pd.DataFrame(counts, index=order, columns=order)
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: only the mistakes -> Each picture adds 1 in the row of its truth and the column of its prediction.
def confusion_table(truth, predicted, class_names):
    counts = metrics.confusion_matrix(truth, predicted, labels=range(len(class_names)))
    np.fill_diagonal(counts, 0)
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: names for labels -> `labels` must name all class numbers: range(len(class_names))
def confusion_table(truth, predicted, class_names):
    counts = metrics.confusion_matrix(truth, predicted, labels=class_names)
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: 1 put into the cell -> Go through the pictures one by one, and add 1 for each: `= 1` does not add
def confusion_table(truth, predicted, class_names):
    counts = np.zeros((len(class_names), len(class_names)))
    for r, c in zip(truth, predicted):
        counts[r, c] = 1
    table = pd.DataFrame(counts, index=class_names, columns=class_names)
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: two pairs of brackets in pandas -> Nothing is counted. In pandas, table[column][row] += 1 changes a copy
def confusion_table(truth, predicted, class_names):
    table = pd.DataFrame(0, index=class_names, columns=class_names)
    for r, c in zip(truth, predicted):
        table[class_names[r]][class_names[c]] += 1
    return table.rename_axis(index="truth", columns="prediction")


# %% wrong confusion_table: missing classes put back empty -> A class that does not occur has zeros, not nan.
def confusion_table(truth, predicted, class_names):
    names = np.array(class_names)
    table = pd.crosstab(names[truth], names[predicted], rownames=["truth"], colnames=["prediction"])
    return table.reindex(index=class_names, columns=class_names)


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


# %% wrong most_confused_pair: one direction only -> should be cat and dog, not cat and ship. cat and ship are confused 0 + 4 times, and cat and dog are confused 3 + 3 times. Both directions count
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


# %% wrong most_confused_pair: the two classes with the most errors -> and cat and dog are confused 3 + 3 times. Go by the sum of a pair.
def most_confused_pair(table):
    errors = table.sum(axis=1) - np.diag(table)
    return tuple(errors.sort_values().index[-2:])


# %% wrong most_confused_pair: fill_diagonal's result used -> np.fill_diagonal changes its array in place and returns None: use the array.
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


# %% wrong most_confused_pair: always the first two -> should be bee and dog, not ant and bee
def most_confused_pair(table):
    return table.index[0], table.index[1]


# %% wrong most_confused_pair: no return -> gave nothing (None)
def most_confused_pair(table):
    byhand.confusion_table([0], [0], ["a"])


# %% wrong most_confused_pair: the helper -> Write it yourself
def most_confused_pair(table):
    return byhand.most_confused_pair(table)


# %% wrong most_confused_pair: shares of the rows -> and bee and dog are confused 12 + 0 times. Add up counts, not shares of the rows.
def most_confused_pair(table):
    counts = table.to_numpy().astype(float)
    np.fill_diagonal(counts, 0)
    shares = counts / table.to_numpy().sum(axis=1, keepdims=True)
    sums = shares + shares.T
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    return table.index[row], table.index[column]


# %% wrong most_confused_pair: shares of the columns -> and bee and dog are confused 12 + 0 times. Add up counts, not shares of the columns.
def most_confused_pair(table):
    counts = table.to_numpy().astype(float)
    np.fill_diagonal(counts, 0)
    shares = counts / np.maximum(table.to_numpy().sum(axis=0), 1)
    sums = shares + shares.T
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    return table.index[row], table.index[column]


# %% wrong most_confused_pair: the product of both directions -> Add up both directions, for every pair: neither multiply them
def most_confused_pair(table):
    counts = table.to_numpy().astype(float)
    np.fill_diagonal(counts, 0)
    sums = counts * counts.T
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    return table.index[row], table.index[column]


# %% wrong most_confused_pair: above the diagonal only -> and q and r are confused 6 + 6 times. Both directions count
def most_confused_pair(table):
    counts = table.to_numpy().astype(float)
    np.fill_diagonal(counts, 0)
    sums = np.triu(counts)
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    return table.index[row], table.index[column]


# %% wrong most_confused_pair: below the diagonal only -> and cat and dog are confused 3 + 3 times. Both directions count
def most_confused_pair(table):
    counts = table.to_numpy().astype(float)
    np.fill_diagonal(counts, 0)
    sums = np.tril(counts)
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    return table.index[row], table.index[column]


# %% wrong most_confused_pair: the smaller of both directions -> Add up both directions, for every pair: neither multiply them, nor take the smaller one.
def most_confused_pair(table):
    counts = table.to_numpy().astype(float)
    np.fill_diagonal(counts, 0)
    sums = np.minimum(counts, counts.T)
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    return table.index[row], table.index[column]


# %% wrong most_confused_pair: the diagonal of the table itself is set -> read-only: change a copy, such as counts + counts.T.
def most_confused_pair(table):
    counts = table.to_numpy()
    np.fill_diagonal(counts, 0)
    sums = counts + counts.T
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    return table.index[row], table.index[column]


# %% wrong most_confused_pair: one text -> but it is a str: 'cat dog'
def most_confused_pair(table):
    sums = table.to_numpy() + table.to_numpy().T
    np.fill_diagonal(sums, 0)
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    return f"{table.index[row]} {table.index[column]}"


# %% wrong most_confused_pair: names of the data set -> should be cat and dog, not
def most_confused_pair(table):
    sums = table.to_numpy() + table.to_numpy().T
    np.fill_diagonal(sums, 0)
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    return class_names[row], class_names[column]


# %% wrong most_confused_pair: only ten classes are searched -> should be e and j
def most_confused_pair(table):
    sums = (table.to_numpy() + table.to_numpy().T)[:9, :9]
    np.fill_diagonal(sums, 0)
    row, column = np.unravel_index(sums.argmax(), sums.shape)
    return table.index[row], table.index[column]


# %% wrong most_confused_pair: neighbours only -> bee and cow are confused 10 + 1 times, and bee and dog are confused 12 + 0 times. Add up both directions, for every pair
def most_confused_pair(table):
    best, most = None, -1
    n = list(table.index)
    for a, b in zip(n, n[1:]):
        t = table.loc[a, b] + table.loc[b, a]
        if t > most:
            best, most = (a, b), t
    return best


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


# %% wrong recall_by_class: precision -> That is the precision: it divides by the sums of the columns.
def recall_by_class(table):
    return np.diag(table) / table.sum(axis=0)


# %% wrong recall_by_class: 0 for a class without pictures -> not [0.75, 0.25, 0. ]. A class without pictures has no recall: np.nan, neither 0 nor left out.
def recall_by_class(table):
    return (np.diag(table) / table.sum(axis=1)).fillna(0)


# %% wrong recall_by_class: the class left out -> not [0.75, 0.25]. A class without pictures has no recall
def recall_by_class(table):
    return (np.diag(table) / table.sum(axis=1)).dropna()


# %% wrong recall_by_class: nan also where nothing was found -> ant [0, 4], bee [0, 6]) should be [0, 1], not [nan, 1.]. A class that is never found has the recall 0.
def recall_by_class(table):
    recall = np.diag(table) / table.sum(axis=1)
    return recall.where(recall > 0)


# %% wrong recall_by_class: shares of all pictures -> Divide by the pictures of each class, not by all pictures.
def recall_by_class(table):
    return np.diag(table) / table.to_numpy().sum()


# %% wrong recall_by_class: the whole accuracy -> not 0.416667. That is the accuracy. Give one number for each class.
def recall_by_class(table):
    return np.trace(table) / table.to_numpy().sum()


# %% wrong recall_by_class: a whole table -> Give one number for each class: the diagonal, divided
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


# %% wrong recall_by_class: how many are found -> Those are counts. Divide by the number of pictures of each class.
def recall_by_class(table):
    return np.diag(table)


# %% wrong recall_by_class: the mean of all -> That is the mean of all. Give one number for each class.
def recall_by_class(table):
    return (np.diag(table) / table.sum(axis=1)).mean()


# %% wrong recall_by_class: what is missed -> That is the share that is missed, or the recalls are sorted
def recall_by_class(table):
    return 1 - np.diag(table) / table.sum(axis=1)


# %% wrong recall_by_class: plain numbers, without an if -> A class without pictures gives np.nan.
def recall_by_class(table):
    return [int(table.loc[n, n]) / int(table.loc[n].sum()) for n in table.index]


# %% wrong recall_by_class: always ten classes -> Error
def recall_by_class(table):
    return [table.iloc[i, i] / table.iloc[i].sum() for i in range(10)]


# %% wrong recall_by_class: in the order of the alphabet -> should be [0.8 , 0.5 , 0.375], not [0.5 , 0.375, 0.8 ]. Keep the order of the table.
def recall_by_class(table):
    return (np.diag(table) / table.sum(axis=1)).sort_index()


# %% wrong recall_by_class: sorted by size -> or the recalls are sorted: keep the table's order.
def recall_by_class(table):
    return (np.diag(table) / table.sum(axis=1)).sort_values()


# %% wrong recall_by_class: rounded to four digits -> Do not round.
def recall_by_class(table):
    return (np.diag(table) / table.sum(axis=1)).round(4)


# %% right f1_by_class: with byhand's recall, and 0 where it fails
def f1_by_class(table):
    recall, precision = byhand.recall_by_class(table), byhand.recall_by_class(table.T)
    f1 = 2 * recall * precision / (recall + precision)
    occurs = table.sum(axis=0) + table.sum(axis=1) > 0
    return f1.fillna(0).where(occurs)


# %% right f1_by_class: with a loop, as a list
def f1_by_class(table):
    scores = []
    for name in table.index:
        both = table.loc[name].sum() + table[name].sum()
        scores.append(2 * table.loc[name, name] / both if both else float("nan"))
    return scores


# %% right f1_by_class: NumPy, float32
def f1_by_class(table):
    counts = table.to_numpy()
    return (2 * counts.diagonal() / (counts.sum(0) + counts.sum(1))).astype("float32")


# %% right f1_by_class: from hits, misses and false alarms
def f1_by_class(table):
    hits = np.diag(table)
    misses, alarms = table.sum(axis=1) - hits, table.sum(axis=0) - hits
    return hits / (hits + (misses + alarms) / 2)


# %% wrong f1_by_class: the first form, nan where nothing is right -> A class that is never right has the F1 0.
def f1_by_class(table):
    recall, precision = byhand.recall_by_class(table), byhand.recall_by_class(table.T)
    return 2 * recall * precision / (recall + precision)


# %% wrong f1_by_class: the plain mean -> That is the plain mean of recall and precision.
def f1_by_class(table):
    return (byhand.recall_by_class(table) + byhand.recall_by_class(table.T)) / 2


# %% wrong f1_by_class: the 2 is missing -> The 2 is missing.
def f1_by_class(table):
    return np.diag(table) / (table.sum(axis=1) + table.sum(axis=0))


# %% wrong f1_by_class: recall only -> That is the recall only.
def f1_by_class(table):
    return byhand.recall_by_class(table)


# %% wrong f1_by_class: precision only -> That is the precision only.
def f1_by_class(table):
    return byhand.recall_by_class(table.T)


# %% wrong f1_by_class: 0 for a class that occurs nowhere -> A class that is neither true nor predicted has no F1: np.nan, not 0.
def f1_by_class(table):
    return (2 * np.diag(table) / (table.sum(axis=1) + table.sum(axis=0))).fillna(0)


# %% wrong f1_by_class: 0 for it, by an if -> np.nan, not 0.
def f1_by_class(table):
    scores = []
    for name in table.index:
        both = table.loc[name].sum() + table[name].sum()
        scores.append(2 * table.loc[name, name] / both if both else 0)
    return scores


# %% wrong f1_by_class: the class that occurs nowhere left out -> Each class needs a number; np.nan where there is none.
def f1_by_class(table):
    return (2 * np.diag(table) / (table.sum(axis=1) + table.sum(axis=0))).dropna()


# %% wrong f1_by_class: nan for all that is never found -> should be [0.5
def f1_by_class(table):
    f1 = 2 * np.diag(table) / (table.sum(axis=1) + table.sum(axis=0))
    return f1.where(f1 > 0)


# %% wrong f1_by_class: the mean of all -> That is the mean of all. Give one number for each class.
def f1_by_class(table):
    return (2 * np.diag(table) / (table.sum(axis=1) + table.sum(axis=0))).mean()


# %% wrong f1_by_class: the product -> That is the product of recall and precision.
def f1_by_class(table):
    return (byhand.recall_by_class(table) * byhand.recall_by_class(table.T)).fillna(0)


# %% wrong f1_by_class: sums multiplied -> Add the two sums up; do not multiply them.
def f1_by_class(table):
    return 2 * np.diag(table) / (table.sum(axis=1) * table.sum(axis=0))


# %% wrong f1_by_class: the sum of the rows twice -> That is the recall only.
def f1_by_class(table):
    return 2 * np.diag(table) / (table.sum(axis=1) + table.sum(axis=1))


# %% wrong f1_by_class: the geometric mean -> That is the geometric mean; F1 is the harmonic one.
def f1_by_class(table):
    return np.sqrt(byhand.recall_by_class(table) * byhand.recall_by_class(table.T))


# %% wrong f1_by_class: always ten classes -> Error
def f1_by_class(table):
    return [
        2 * table.iloc[i, i] / (table.iloc[i].sum() + table.iloc[:, i].sum()) for i in range(10)
    ]


# %% wrong f1_by_class: in the order of the alphabet -> Keep the order of the table.
def f1_by_class(table):
    return (2 * np.diag(table) / (table.sum(axis=1) + table.sum(axis=0))).sort_index()


# %% wrong f1_by_class: no return -> gave nothing (None)
def f1_by_class(table):
    2 * np.diag(table) / (table.sum(axis=1) + table.sum(axis=0))


# %% wrong f1_by_class: the helper -> Write it yourself
def f1_by_class(table):
    return byhand.f1_by_class(table)


# %% wrong f1_by_class: plain numbers, in the first form -> Use 2 * found / (true + called), and give np.nan where true + called is 0.
def f1_by_class(table):
    out = []
    for n in table.index:
        f, t, c = int(table.loc[n, n]), int(table.loc[n].sum()), int(table[n].sum())
        r, p = f / t, f / c
        out.append(2 * r * p / (r + p))
    return out


# %% right best_threshold: with a loop, as a list
def best_threshold(choosing, measuring, thresholds):
    best, most = None, -1
    for threshold in thresholds:
        right = sum(int(s >= threshold) == t for t, s in zip(*choosing))
        if right > most:
            best, most = threshold, right
    right = [int(s >= best) == t for t, s in zip(*measuring)]
    return [best, sum(right) / len(right)]


# %% right best_threshold: all thresholds at once, float32
def best_threshold(choosing, measuring, thresholds):
    answers = choosing[1][:, None] >= thresholds
    best = thresholds[(answers == choosing[0][:, None]).mean(axis=0).argmax()]
    return np.float32(best), np.float32(
        metrics.accuracy_score(measuring[0], (measuring[1] >= best).astype(int))
    )


# %% right best_threshold: with a function inside and max, as an array
def best_threshold(choosing, measuring, thresholds):
    def right(pair, threshold):
        return byhand.accuracy(pair[0], np.where(pair[1] < threshold, 0, 1))

    best = max(thresholds, key=lambda threshold: right(choosing, threshold))
    return np.array([best, right(measuring, best)])


# %% wrong best_threshold: chosen by the pictures to measure by -> not [0.5, 0.8]. With `choosing`, 0.5 has the accuracy 0.75, and 0.25 has 1. Take the highest accuracy with `choosing` alone
def best_threshold(choosing, measuring, thresholds):
    truth, scores = measuring
    accuracies = [np.mean((scores >= threshold) == truth) for threshold in thresholds]
    return thresholds[np.argmax(accuracies)], max(accuracies)


# %% wrong best_threshold: measured on the pictures to choose by -> [0.25, 0.5 , 0.75]) should be [0.25, 0.6 ], not [0.25, 1. ]. That is the accuracy on the pictures to choose by. Measure with `measuring`.
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    accuracies = [np.mean((scores >= threshold) == truth) for threshold in thresholds]
    return thresholds[np.argmax(accuracies)], max(accuracies)


# %% wrong best_threshold: larger than in place of at least -> 0.25 has the accuracy 0.667, and 0.5 has 1. A score equal to the threshold means class 1
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    accuracies = [np.mean((scores > threshold) == truth) for threshold in thresholds]
    best = thresholds[np.argmax(accuracies)]
    return best, np.mean((measuring[1] > best) == measuring[0])


# %% wrong best_threshold: larger than, when measuring only -> [0.5, 0.4, 0.5, 0.1]), [0.9 , 0.25, 0.5 ]) should be [0.5 , 0.75], not [0.5 , 0.25]. A score equal to the threshold means class 1
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    accuracies = [np.mean((scores >= threshold) == truth) for threshold in thresholds]
    best = thresholds[np.argmax(accuracies)]
    return best, np.mean((measuring[1] > best) == measuring[0])


# %% wrong best_threshold: the last of several -> [0.22, 0.25, 0.28, 0.9 ]) should be [0.22, 0.6 ], not [0.28, 0.6 ]. Several thresholds are equally good
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    accuracies = np.array([np.mean((scores >= threshold) == truth) for threshold in thresholds])
    best = thresholds[np.flatnonzero(accuracies == accuracies.max())[-1]]
    return best, np.mean((measuring[1] >= best) == measuring[0])


# %% wrong best_threshold: the smallest of several -> [0.9 , 0.28, 0.25]) should be [0.28, 0.6 ], not [0.25
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    tried = sorted(thresholds)
    best = tried[np.argmax([np.mean((scores >= threshold) == truth) for threshold in tried])]
    return best, np.mean((measuring[1] >= best) == measuring[0])


# %% wrong best_threshold: the index in place of the threshold -> That is the index of the threshold. thresholds[index] is the threshold.
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    best = np.argmax([np.mean((scores >= threshold) == truth) for threshold in thresholds])
    return best, np.mean((measuring[1] >= thresholds[best]) == measuring[0])


# %% wrong best_threshold: always 0.5 -> with `choosing` alone, not with `measuring`, nor 0.5 always.
def best_threshold(choosing, measuring, thresholds):
    return 0.5, np.mean((measuring[1] >= 0.5) == measuring[0])


# %% wrong best_threshold: truth and scores swapped -> not [0.25, 0. ]. Are truth and scores mixed up?
def best_threshold(choosing, measuring, thresholds):
    scores, truth = choosing
    accuracies = [np.mean((scores >= threshold) == truth) for threshold in thresholds]
    best = thresholds[np.argmax(accuracies)]
    scores, truth = measuring
    return best, np.mean((scores >= best) == truth)


# %% wrong best_threshold: swapped when choosing only -> 0.9 has the accuracy 0.333, and 0.5 has 1. Are truth and scores mixed up?
def best_threshold(choosing, measuring, thresholds):
    scores, truth = choosing
    accuracies = [np.mean((scores >= threshold) == truth) for threshold in thresholds]
    best = thresholds[np.argmax(accuracies)]
    truth, scores = measuring
    return best, np.mean((scores >= best) == truth)


# %% wrong best_threshold: the accuracy first -> The threshold comes first, then the accuracy.
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    best = thresholds[np.argmax([np.mean((scores >= t) == truth) for t in thresholds])]
    return np.mean((measuring[1] >= best) == measuring[0]), best


# %% wrong best_threshold: the middle of several -> [0.22, 0.25, 0.28, 0.9 ]) should be [0.22, 0.6 ], not [0.25
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    accuracies = np.array([np.mean((scores >= threshold) == truth) for threshold in thresholds])
    best = np.median(thresholds[accuracies == accuracies.max()])
    return best, np.mean((measuring[1] >= best) == measuring[0])


# %% wrong best_threshold: the threshold only -> should be [0.25, 0.6 ], not 0.25. Return two numbers
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    return thresholds[np.argmax([np.mean((scores >= t) == truth) for t in thresholds])]


# %% wrong best_threshold: no return -> gave nothing (None)
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    thresholds[np.argmax([np.mean((scores >= t) == truth) for t in thresholds])]


# %% wrong best_threshold: the helper -> Write it yourself
def best_threshold(choosing, measuring, thresholds):
    return byhand.best_threshold(choosing, measuring, thresholds)


# %% wrong best_threshold: chosen by both together -> Take the highest accuracy with `choosing` alone
def best_threshold(choosing, measuring, thresholds):
    truth = np.concatenate([choosing[0], measuring[0]])
    scores = np.concatenate([choosing[1], measuring[1]])
    best = thresholds[np.argmax([np.mean((scores >= t) == truth) for t in thresholds])]
    return best, np.mean((measuring[1] >= best) == measuring[0])


# %% wrong best_threshold: class 1 below the threshold -> should be [0.25, 0.6 ], not
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    best = thresholds[np.argmax([np.mean((scores <= t) == truth) for t in thresholds])]
    return best, np.mean((measuring[1] <= best) == measuring[0])


# %% wrong best_threshold: the recall decides -> should be [0.25, 0.6 ], not
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    best = thresholds[
        np.argmax([np.mean(scores[truth == 1] >= t) for t in sorted(thresholds)[::-1]])
    ]
    return best, np.mean((measuring[1] >= best) == measuring[0])


# %% wrong best_threshold: thresholds of its own -> should be
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    tried = np.linspace(0.01, 0.99, 99)
    best = tried[np.argmax([np.mean((scores >= t) == truth) for t in tried])]
    return best, np.mean((measuring[1] >= best) == measuring[0])


# %% wrong best_threshold: the precision decides -> 0.8 has the accuracy 0.5, and 0.2 has 0.75. The highest accuracy there decides
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    best = thresholds[np.argmax([np.nan_to_num(np.mean(truth[scores >= t])) for t in thresholds])]
    truth, scores = measuring
    return best, np.mean((scores >= best) == truth)


# %% wrong best_threshold: the F1 decides -> 0.4 has the accuracy 0.84, and 0.6 has 0.855.
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    best = thresholds[np.argmax([metrics.f1_score(truth, scores >= t) for t in thresholds])]
    truth, scores = measuring
    return best, np.mean((scores >= best) == truth)


# %% wrong best_threshold: the lowest accuracy -> 0.5 has the accuracy 0.75, and 0.25 has 1.
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    best = thresholds[np.argmin([np.mean((scores >= t) == truth) for t in thresholds])]
    truth, scores = measuring
    return best, np.mean((scores >= best) == truth)


# %% wrong best_threshold: the loop returns too early -> 0.9 has the accuracy 0.333, and 0.5 has 1.
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    best, most = thresholds[0], 0
    for t in thresholds:
        a = np.mean((scores >= t) == truth)
        if a > most:
            best, most = t, a
        truth, scores = measuring
        return best, np.mean((scores >= best) == truth)


# %% wrong best_threshold: the best accuracy that any threshold has with measuring -> Measure with the threshold that was chosen, and with no other.
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    best = thresholds[np.argmax([np.mean((scores >= t) == truth) for t in thresholds])]
    truth, scores = measuring
    return best, max(np.mean((scores >= t) == truth) for t in thresholds)


# %% wrong best_threshold: how many are right -> The threshold is right, its accuracy is not. It is the share of right answers in `measuring`
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    best = thresholds[np.argmax([np.mean((scores >= t) == truth) for t in thresholds])]
    truth, scores = measuring
    return best, np.sum((scores >= best) == truth)


# %% wrong best_threshold: one of the scores -> The threshold should be one of `thresholds`
def best_threshold(choosing, measuring, thresholds):
    truth, scores = choosing
    best = scores[np.argmax([np.mean((scores >= t) == truth) for t in scores])]
    truth, scores = measuring
    return best, np.mean((scores >= best) == truth)


# %% wrong most_confused_pair: a place among all numbers -> Row and column are np.unravel_index(
def most_confused_pair(table):
    place = (table.to_numpy() + table.to_numpy().T).argmax()
    return table.index[place], table.columns[place]


# %% wrong most_confused_pair: names of the example -> The names are those of this table
def most_confused_pair(table):
    sums = {
        (a, b): table.loc[a, b] + table.loc[b, a]
        for a, b in [("cat", "dog"), ("cat", "ship"), ("dog", "ship")]
    }
    return max(sums, key=sums.get)


# %% wrong recall_by_class: the diagonal as a method -> np.diag(table) gives the diagonal of a table.
def recall_by_class(table):
    return table.diagonal() / table.sum(axis=1)


# %% wrong f1_by_class: sums by number -> Use .iloc[number], or .to_numpy() first.
def f1_by_class(table):
    found, true, called = np.diag(table), table.sum(axis=1), table.sum(axis=0)
    return [2 * found[i] / (true[i] + called[i]) for i in range(len(found))]


# %% wrong accuracy: two lists compared -> Two lists are compared as a whole: np.ravel makes arrays of them.
def accuracy(truth, predicted):
    return (truth == predicted).mean()
